namespace Medzdrav.Contracts;

/// <summary>Specialties in words.</summary>
public static class SpecialtyWords
{
    /// <summary>терапевт; a specialist's specialty as it is.</summary>
    /// <param name="specialty">A word of <see cref="QueueKind"/>, or a specialist's specialty in Russian.</param>
    public static string Of(string specialty) => Words.Find<QueueKind>(specialty) switch
    {
        QueueKind.Consultant => "медконсультант",
        QueueKind.Therapist => "терапевт",
        QueueKind.Paediatrician => "педиатр",
        _ => specialty,
    };
}
