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
        if (opener.Value is not { } standing)
            return opener.Refusal!;
        if (standing.MustBeIdentified)
            return Refusal.IdentityRequired;
        if (PhoneNumber.Normalize(phone) is not { } number)
            return Refusal.InvalidPhone;
        return await Take(command, consultant, nameof(SendCode), number) is { } reused
            ? reused
            : await SendCode(command, consultant, standing, number, bind: null);
    }

    /// <inheritdoc />
    public async Task<Reply<AssistedSignIn>> Confirm(CommandId command, Caller consultant, string code)
    {
        if (stored.State.ConfirmedBy != command && await SessionGrain.Opener(consultant) is { Refusal: { } notHere })
            return notHere;
        if (await Take(command, consultant, nameof(Confirm), code) is { } reused)
            return reused;
        if (stored.State.ConfirmedBy != command && await Try(command, consultant, code) is { } refused)
            return refused;
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
        // The signed-in caller's own number has told its code already.
        if (opener.Owner.Account is { } account && await accounts.PhoneOfAsync(account) != phone)
            return Refusal.AlreadySignedIn;
        var asked = new[] { identification.PolicyNumber, identification.Name, $"{identification.BirthDate:O}", phone, identification.InsurerId?.Value ?? "" };
        if (await Take(command, consultant, nameof(Register), asked) is { } reused)
            return reused;
        if (opener.Owner.Account is not null && !await medcards.BindPhone(As(consultant), person.Id, phone))
            return Refusal.PhoneAlreadyKnown;
        var identified = await SessionGrain.Identify(DerivedId.Command("identify", command), consultant, person.Id);
        if (identified.Refusal is { } refused)
            return refused;
        if (opener.Owner.Account is not null)
            return new Registration(PatientSnapshots.Member(person, Today), null, Now);
        var sent = await SendCode(command, consultant, opener, phone, bind: person.Id);
        return sent.Value is { } code ? new Registration(PatientSnapshots.Member(person, Today), code, Now) : sent.Refusal!;
    }

    /// <summary>Remembers a command before its first effect: an id that was used for anything else sends no message and tries no code. Null for a new command and for a repeat.</summary>
    private async Task<Refusal?> Take(CommandId command, Caller consultant, string kind, params string[] arguments)
    {
        if (command.Value == Guid.Empty)
            return Refusal.Invalid;
        var digest = DerivedId.Of(kind, [consultant.Id, .. arguments]);
        if (stored.State.Find(command) is { } known)
            return known.Digest == digest ? null : Refusal.CommandReused;
        // Programs of before kept no list: the last code and its confirmation are known by themselves.
        if (stored.State.ConfirmedBy != command && stored.State.Attempt != AttemptOf(command) && await SessionGrain.Knows(command))
            return Refusal.CommandReused;
        stored.State.Remember(new AssistedCommand { Id = command, Digest = digest });
        await stored.WriteStateAsync();
        return null;
    }

    /// <summary>Tries a code, once for each command: a refused one comes again without a try, also when another code is awaited by then. Null when it was the right code.</summary>
    private async Task<Refusal?> Try(CommandId command, Caller consultant, string code)
    {
        if (stored.State.Find(command)?.Refusal is { } first)
            return first;
        var (refusal, phone) = await Check(command, consultant, code);
        if (refusal is null)
            stored.State.Confirm(command, phone!);
        else if (refusal != Refusal.TooMany && stored.State.Find(command) is { } tried)
            tried.Refusal = refusal;
        await stored.WriteStateAsync();
        return refusal;
    }

    private async Task<(Refusal? Refusal, ConfirmedPhone? Phone)> Check(CommandId command, Caller consultant, string code)
    {
        if (stored.State.Attempt is not { } attempt)
            return (Refusal.CodeExpired, null);
        var confirmed = await GrainFactory.GrainOf<ISignInGrain>(attempt).ConfirmAssisted(command, code);
        if (confirmed.Value is not { } phone)
            return (confirmed.Refusal, null);
        // The records may have got another number for the person since the code was sent.
        return stored.State.Bind is { } person && !await medcards.BindPhone(As(consultant), person, phone.Phone) ? (Refusal.PhoneAlreadyKnown, null) : (null, phone);
    }

    private async Task<Reply<AssistedCodeSent>> SendCode(CommandId command, Caller consultant, SessionOpener opener, string number, PatientId? bind)
    {
        var masked = PhoneNumber.Masked(number)!;
        // Where somebody is signed in already, only the repeat of a tap has an answer.
        if (opener.Owner.Kind != CallerKind.Visitor && await SessionGrain.CodeSent(command, consultant, masked) is { Refusal: { } signedIn })
            return signedIn;
        var attempt = AttemptOf(command);
        var reply = await GrainFactory.GrainOf<ISignInGrain>(attempt).SendCode(number, CodePurpose.AssistedSignIn, asking: null, opener.Insurer);
        if (reply.Value is not { } sent)
            return reply.Refusal!;
        if (opener.Owner.Kind == CallerKind.Visitor && stored.State.Await(command, attempt, bind, sent.ExpiresAt))
            await stored.WriteStateAsync();
        var told = await SessionGrain.CodeSent(command, consultant, masked);
        return told.Refusal is { } refusal ? refusal : new AssistedCodeSent(masked, sent.ExpiresAt, sent.ResendAt, Now, sent.AttemptId);
    }

    /// <summary>The attempt follows from the tap: a repeat sends no second message.</summary>
    private string AttemptOf(CommandId command) => DerivedId.Of("assisted", Session, command.ToString());

    private async Task<(Refusal? Refusal, PersonRecord? Person, SessionOpener Opener)> Find(Caller consultant, Identification identification)
    {
        var opener = await SessionGrain.Opener(consultant);
        if (opener.Value is not { } standing)
            return (opener.Refusal, null, null!);
        if (FaultOf(identification) is { } fault)
            return (Refusal.InvalidFor(fault), null, null!);
        var meant = await medcards.Identified(As(consultant), identification, standing.Insurer);
        return (meant.Refusal, meant.Value, standing);
    }

    private string? FaultOf(Identification told) =>
        PersonFaults.OfName(told.Name) is { } name ? $"ФИО: {name}."
        : PersonFaults.OfBirthDate(told.BirthDate, Today) is { } birth ? $"Дата рождения {birth}."
        : null;

    /// <summary>The session has said that the consultant receives its caller.</summary>
    private Reader As(Caller consultant) => Reader.Receiving(consultant, new SessionId(Session));
}
