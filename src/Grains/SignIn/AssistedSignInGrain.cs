using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The consultant's help with signing in, beside one session (S1.3, S2.2). Decides nothing about the session: the session does.</summary>
internal sealed class AssistedSignInGrain(
    [PersistentState("assisted", GrainStorage.Name)] IPersistentState<AssistedState> stored, Medcards medcards, IAccounts accounts, ConsentTexts consents, IOptions<LimitOptions> options, TimeProvider clock)
    : Grain, IAssistedSignInGrain
{
    private string Session => this.GetPrimaryKeyString();

    private ISessionSignIn SessionGrain => GrainFactory.GrainOf<ISessionSignIn>(Session);

    private DateTimeOffset Now => clock.GetUtcNow();

    private DateOnly Today => options.Value.DateOf(Now);

    /// <inheritdoc />
    public async Task<Reply<AssistedCodeSent>> SendCode(CommandId command, Caller consultant, string phone)
    {
        var opener = await SessionGrain.Opener(consultant);
        return opener.Value is { } standing ? await SendCode(command, consultant, standing, phone, bind: null) : opener.Refusal!;
    }

    /// <inheritdoc />
    public async Task<Reply<AssistedSignIn>> Confirm(CommandId command, Caller consultant, string code)
    {
        if (stored.State.ConfirmedBy != command)
        {
            if (await SessionGrain.Opener(consultant) is { Refusal: { } refusal })
                return refusal;
            if (stored.State.Attempt is not { } attempt)
                return Refusal.CodeExpired;
            var confirmed = await GrainFactory.GrainOf<ISignInGrain>(attempt).ConfirmAssisted(command, code);
            if (confirmed.Value is not { } phone)
                return confirmed.Refusal!;
            // The records may have got another number for the person since the code was sent.
            if (stored.State.Bind is { } person && !await medcards.BindPhone(As(consultant), person, phone.Phone))
                return Refusal.PhoneAlreadyKnown;
            stored.State = new AssistedState { ConfirmedBy = command, Account = phone.Account, Phone = phone.Phone };
            await stored.WriteStateAsync();
        }
        var reply = await SessionGrain.SignIn(command, consultant, stored.State.Account!.Value);
        if (reply.Value is not { } view)
            return reply.Refusal!;
        var family = await medcards.Family(As(consultant), Purpose.SignIn, stored.State.Account);
        var owners = await consents.OwnersAsync();
        return new AssistedSignIn([.. family.People.Select(person => PatientSnapshots.View(person, Today, owners))], view.ContinuedIn, Now);
    }

    /// <inheritdoc />
    public async Task<Reply<IdentifiedPerson>> Identify(CommandId command, Caller consultant, Identification identification)
    {
        var (refusal, person, _) = await Find(consultant, identification);
        if (person is null)
            return refusal!;
        var reply = await SessionGrain.Identify(command, consultant, person.Id);
        return reply.Refusal is { } refused
            ? refused
            : new IdentifiedPerson(PatientSnapshots.Member(person, Today), person.Phone is not null, PhoneNumber.Masked(person.Phone), Now);
    }

    /// <inheritdoc />
    public async Task<Reply<Registration>> Register(CommandId command, Caller consultant, Identification identification)
    {
        var (refusal, person, opener) = await Find(consultant, identification);
        if (person is null)
            return refusal!;
        if (PhoneNumber.Normalize(identification.Phone) is not { } phone)
            return Refusal.InvalidPhone;
        if (person.Phone is not null && person.Phone != phone)
            return Refusal.PhoneAlreadyKnown;
        if (opener.Owner.Account is { } account)
        {
            // The signed-in caller's own number has told its code already.
            if (await accounts.PhoneOfAsync(account) != phone)
                return Refusal.AlreadySignedIn;
            if (!await medcards.BindPhone(As(consultant), person.Id, phone))
                return Refusal.PhoneAlreadyKnown;
        }
        var identified = await SessionGrain.Identify(DerivedId.Command("identify", command), consultant, person.Id);
        if (identified.Refusal is { } refused)
            return refused;
        if (opener.Owner.Account is not null)
            return new Registration(PatientSnapshots.Member(person, Today), null, Now);
        var sent = await SendCode(command, consultant, opener, phone, bind: person.Id);
        return sent.Value is { } code ? new Registration(PatientSnapshots.Member(person, Today), code, Now) : sent.Refusal!;
    }

    private async Task<Reply<AssistedCodeSent>> SendCode(CommandId command, Caller consultant, SessionOpener opener, string phone, PatientId? bind)
    {
        if (PhoneNumber.Normalize(phone) is not { } number)
            return Refusal.InvalidPhone;
        var masked = PhoneNumber.Masked(number)!;
        // Where somebody is signed in already, only the repeat of a tap has an answer.
        if (opener.Owner.Kind != CallerKind.Visitor && await SessionGrain.CodeSent(command, consultant, masked) is { Refusal: { } signedIn })
            return signedIn;
        // The attempt follows from the tap: a repeat sends no second message.
        var attempt = DerivedId.Of("assisted", Session, command.ToString());
        var reply = await GrainFactory.GrainOf<ISignInGrain>(attempt).SendCode(number, CodePurpose.AssistedSignIn, asking: null, opener.Insurer);
        if (reply.Value is not { } sent)
            return reply.Refusal!;
        if (opener.Owner.Kind == CallerKind.Visitor && stored.State.Attempt != attempt)
        {
            stored.State = new AssistedState { Attempt = attempt, Bind = bind };
            await stored.WriteStateAsync();
        }
        var told = await SessionGrain.CodeSent(command, consultant, masked);
        return told.Refusal is { } refusal ? refusal : new AssistedCodeSent(masked, sent.ExpiresAt, sent.ResendAt, Now, sent.AttemptId);
    }

    private async Task<(Refusal? Refusal, PersonRecord? Person, SessionOpener Opener)> Find(Caller consultant, Identification identification)
    {
        var opener = await SessionGrain.Opener(consultant);
        if (opener.Value is not { } standing)
            return (opener.Refusal, null, null!);
        var meant = await medcards.Identified(As(consultant), identification, standing.Insurer);
        return (meant.Refusal, meant.Value, standing);
    }

    /// <summary>The session has said that the consultant receives its caller.</summary>
    private Reader As(Caller consultant) => Reader.Receiving(consultant, new SessionId(Session));
}

/// <summary>The state between a code and its confirmation, and after it.</summary>
[GenerateSerializer, Alias("AssistedState")]
internal sealed class AssistedState
{
    /// <summary>The attempt whose code is awaited; null when none is.</summary>
    [Id(0)] public string? Attempt { get; set; }

    /// <summary>The person to whom the phone is bound after its code, or null.</summary>
    [Id(1)] public PatientId? Bind { get; set; }

    /// <summary>The command that told the right code; null before.</summary>
    [Id(2)] public CommandId? ConfirmedBy { get; set; }

    /// <summary>The account whose phone it was.</summary>
    [Id(3)] public AccountId? Account { get; set; }

    /// <summary>The phone, E.164.</summary>
    [Id(4)] public string? Phone { get; set; }
}
