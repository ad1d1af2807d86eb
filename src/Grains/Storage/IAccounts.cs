using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Accounts: whose number is whose login.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> when the database does not answer within 3 s.</remarks>
internal interface IAccounts
{
    /// <summary>The account of a phone, made when there is none.</summary>
    /// <param name="phone">E.164.</param>
    /// <param name="now">For the new row.</param>
    Task<AccountId> AccountOfAsync(string phone, DateTimeOffset now);

    /// <summary>The account of the number that a person signs in by, which is made where there is none; null for a person without a number.</summary>
    /// <param name="patient">The person.</param>
    /// <param name="now">For the new row.</param>
    Task<AccountId?> LoginOfAsync(PatientId patient, DateTimeOffset now);

    /// <summary>The phone of an account; null for an unknown one, and for one that is over.</summary>
    Task<string?> PhoneOfAsync(AccountId account);

    /// <summary>Whether everybody left the account's number: the account is over, and its sign-ins with it.</summary>
    Task<bool> IsFormerAsync(AccountId account);
}
