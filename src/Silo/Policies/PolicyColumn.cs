namespace Medzdrav.Silo;

/// <summary>The columns of an insurer's file, in the order of the description.</summary>
internal enum PolicyColumn
{
    Number,
    PurchasedOn,
    ValidFrom,
    ValidTo,
    Name,
    BirthDate,
    Sex,
    Phone,
}
