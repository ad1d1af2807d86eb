using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Grains;

/// <summary>Everybody left a number: whoever signed in by it before is not its holder any more.</summary>
public sealed class FormerAccountTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task No_cookie_and_no_token_of_the_account_stands_and_gateways_are_told()
    {
        var (anna, other) = (clinic.Person(), clinic.Person());
        var (cookie, app, stranger) = (await SignIn(anna), await SignIn(anna), await SignIn(other));
        var tokens = (await app.IssueTokens()).Value!;
        Assert.NotNull((await cookie.Verify()).Value);
        Assert.NotNull((await app.VerifyToken(Secret(tokens.AccessToken))).Value);

        clinic.Records.End(anna.Account);
        await clinic.Cluster.GetSiloServiceProvider().GetRequiredService<IDueRows>().PutAsync(Due.AtOnce(WakeKind.Account, anna.Account.Value));

        Assert.Equal(Refusal.SignInRequired, (await cookie.Verify()).Refusal);
        Assert.Equal(Refusal.SignInRequired, (await app.VerifyToken(Secret(tokens.AccessToken))).Refusal);
        Assert.Equal(Refusal.SignInRequired, (await app.Refresh(Secret(tokens.RefreshToken))).Refusal);
        Assert.NotNull((await stranger.Verify()).Value);
        await clinic.Pass(TimeSpan.FromSeconds(1));
        AccountId[] told = [];
        for (var tries = 0; told.Length == 0 && tries < 100; tries++)
        {
            await clinic.Gateway.Told(TimeSpan.FromMilliseconds(50));
            told = (await clinic.Gateway.Renew()).EndedAccounts!;
        }
        Assert.Equal([anna.Account], told);
    }

    [Fact]
    public async Task The_account_holds_nobody_who_comes_to_the_number_later()
    {
        var anna = clinic.Person();
        var phone = (await clinic.Records.PhoneOfAsync(anna.Account))!;
        clinic.Records.End(anna.Account);
        clinic.Records.Add(new PersonRecord(new PatientId($"p{Guid.NewGuid():N}"), "Новая Вера", new DateOnly(1980, 1, 1), Sex.Female, phone, [], []));

        var account = clinic.Grains.GetGrain<IAccountGrain>(anna.Account.Value);

        Assert.Equal(Refusal.NotFound, (await account.View()).Refusal);
        Assert.Equal(Refusal.NotFound, (await account.OpenSession(CommandId.New(), SessionMode.Chat, anna.Patient)).Refusal);
    }

    private async Task<ICredentialGrain> SignIn(Insured person)
    {
        var signedIn = new SignedIn(person.Caller, Guid.NewGuid().ToString("N"), Generation: 0);
        var credential = clinic.Grains.GetGrain<ICredentialGrain>(signedIn.CredentialId);
        await credential.Issue(signedIn);
        return credential;
    }

    private static string Secret(string token) => token.Split('.')[1];
}
