using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>Somebody who calls, waits, talks, and is helped or gives up.</summary>
internal sealed class Patient : IDisposable
{
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TryAgain = TimeSpan.FromMilliseconds(250);
    private readonly Stage _stage;
    private readonly Script _script;
    private readonly Device _device;
    private readonly string _phone;
    private readonly List<Task> _beside = [];
    private CancellationTokenSource _leg = new();
    private Reading _reading = null!;
    private Credential _credential = null!;
    private Call? _call;
    private string? _consentAsked;
    private bool _isWaiting;
    private bool _isHelped;
    private bool _sawDoctor;

    /// <param name="stage">Of the run.</param>
    /// <param name="number">Which patient.</param>
    /// <param name="phone">Of an insured person nobody else plays.</param>
    public Patient(Stage stage, int number, string phone) =>
        (_stage, _script, _device, _phone) = (stage, new Script(stage.Platform.Limits, stage.Seed, number), new Device(stage.Platform, stage.Figures), phone);

    /// <summary>From arriving to leaving.</summary>
    /// <param name="intended">When the patient should have arrived.</param>
    public Task ComeAsync(long intended) => _stage.Beside(async () =>
    {
        _stage.Figures.Count(Happening.Arrived);
        var isVisitor = _script.IsVisitor;
        var mode = _script.ModeAmong(_stage.Calls);
        _credential = await _stage.EnterAsync(() => isVisitor ? _stage.Platform.VisitAsync() : _stage.Platform.SignInAsync(_phone));
        await _device.ConnectAsync(_credential);
        var opened = await OpenAsync(mode);
        if (opened.Value is not { } view)
        {
            _stage.Figures.Failed($"OpenSession: {opened.Refusal!.Code}");
            return;
        }
        _reading = new Reading(view.SessionId, ParticipantId.Patient) { Showing = See };
        _stage.Ledger.Attend(_reading);
        await _device.JoinAsync(_reading);
        _stage.Figures.Took(Step.Open, _stage.Clock.GetElapsedTime(intended));
        if (mode != SessionMode.Chat)
            _call = new Call(_stage, _device, view.SessionId);
        await StayAsync();
    });

    /// <inheritdoc />
    public void Dispose() => _leg.Dispose();

    /// <summary>In a crowd people are asked to wait, and the page asks again, as the protocol says.</summary>
    private async Task<Reply<SessionView>> OpenAsync(SessionMode mode)
    {
        var command = CommandId.New();
        foreach (var pause in Crowd.Pauses())
        {
            var opened = await _device.AskAsync(line => line.OpenSession(command, mode));
            if (opened.Refusal != Refusal.Crowded)
                return opened;
            _stage.Figures.Count(Happening.AskedToWait);
            await _stage.Wait(0.8 * pause + _script.PartOf(0.4 * pause), _stage.Stop);
        }
        return await _device.AskAsync(line => line.OpenSession(command, mode));
    }

    private void See(SessionEventView happened)
    {
        _stage.Ledger.Show(_reading, happened, isHistory: false);
        if (happened.Kind == "queued")
            _stage.Ledger.Queue(_reading.Session, _sawDoctor);
        else if (happened.Kind == "legStarted")
        {
            _stage.Ledger.Meet(_reading.Session);
            _sawDoctor |= happened.Read<LegStartedSeen>().Kind == LegKind.Consultation;
        }
        else if (happened.Kind == "closed")
            _stage.Ledger.Of(_reading.Session).Close(_stage.Clock.GetTimestamp());
        Move(happened.Kind);
    }

    private void Move(string kind)
    {
        var (waits, helped) = kind switch { "queued" => (true, false), "legStarted" => (false, true), "legEnded" or "closed" => (false, false), _ => (_isWaiting, _isHelped) };
        _stage.Figures.Move(Level.Waiting, (waits ? 1 : 0) - (_isWaiting ? 1 : 0));
        _stage.Figures.Move(Level.InSession, (helped ? 1 : 0) - (_isHelped ? 1 : 0));
        (_isWaiting, _isHelped) = (waits, helped);
        if (kind == "legStarted")
            _stage.Figures.Count(Happening.Admitted);
        else if (kind == "closed")
            _stage.Figures.Count(Happening.Closed);
    }

    private async Task StayAsync()
    {
        using var talk = CancellationTokenSource.CreateLinkedTokenSource(_stage.Stop);
        if (_call is { } call)
            Beside(() => call.TalkAsync(talk.Token));
        for (long last = 0; ;)
        {
            var next = await _reading.FindAsync(_ => true, last, _stage.Stop);
            last = next.Sequence;
            if (next.Kind is "legStarted" or "legEnded" or "queued")
            {
                await _leg.CancelAsync();
                _leg.Dispose();
                _leg = CancellationTokenSource.CreateLinkedTokenSource(_stage.Stop);
            }
            Note(next.Kind);
            if (next.Kind == "closed")
                break;
            React(next, _leg.Token);
        }
        await _leg.CancelAsync();
        await talk.CancelAsync();
        await Task.WhenAll(_beside);
        await _stage.Wait(Lingering, _stage.Stop);
        await _device.DropAsync();
    }

    /// <summary>The call goes by legs, and who is away is heard by nobody.</summary>
    private void Note(string kind)
    {
        if (kind == "legStarted")
            _call?.BeginLeg();
        else if (kind == "dropped")
            _call?.Excuse();
        else if (kind is "legEnded" or "closed")
            _call?.EndLeg();
    }

    private void React(SessionEventView happened, CancellationToken over)
    {
        if (happened.Kind == "queued" && _script.IsImpatient)
            Beside(() => GiveUpAsync(_script.Patience, over));
        else if (happened.Kind == "consentRequested")
            Confirm(happened.Read<ConsentRequestedSeen>().TextVersion, over);
        else if (happened.Kind == "consentConfirmed")
            _consentAsked = null;
        else if (happened.Kind == "legStarted")
            TalkInLeg(happened.Read<LegStartedSeen>().Kind, over);
    }

    private void TalkInLeg(LegKind kind, CancellationToken over)
    {
        var length = kind switch { LegKind.Intake => _script.Intake, LegKind.FollowUp => _script.FollowUp, _ => _script.Consultation };
        Beside(() => new Chat(_stage, _device, _reading, _script).TalkAsync(length, over));
        // The question stays on the page when the consultant changes under it.
        if (_consentAsked is { } version)
            Confirm(version, over);
        if (_script.Vanishes)
            Beside(() => VanishAsync(_script.PartOf(length), over));
        else if (_script.Reconnects)
            Beside(() => ReconnectAsync(_script.PartOf(length), over));
        else if (_script.Leaves)
            Beside(() => GiveUpAsync(_script.PartOf(length), over));
    }

    private void Confirm(string version, CancellationToken over)
    {
        _consentAsked = version;
        Beside(() => ConfirmAsync(version, over));
    }

    private void Beside(Func<Task> action) => _beside.Add(_stage.Beside(action));

    private async Task ConfirmAsync(string version, CancellationToken over)
    {
        await _stage.Wait(_script.Reaction, over);
        var command = CommandId.New();
        // A patient who loses the connection with the question on the screen answers it after coming back; the consultant waits for that.
        while (!await TimedAsync("ConfirmConsent", line => line.ConfirmConsent(command, _reading.Session, version), over))
            await _stage.Wait(TryAgain, over);
        if (_stage.HasRecords && _script.Uploads)
            await UploadAsync();
    }

    /// <summary>However the leg ends meanwhile, the patient sees to it that the picture arrives.</summary>
    private async Task UploadAsync()
    {
        var (picture, began) = (_script.NewPicture(), _stage.Clock.GetTimestamp());
        var document = await _stage.Platform.Medcards!.AddAsync(_credential, picture, _stage.Stop);
        _stage.Ledger.Records.Add(_credential.Patient!.Value, document, picture);
        _stage.Figures.Count(Happening.DocumentAdded);
        _stage.Figures.Took(Step.Upload, _stage.Clock.GetElapsedTime(began));
    }

    private async Task GiveUpAsync(TimeSpan after, CancellationToken over)
    {
        await _stage.Wait(after, over);
        var command = CommandId.New();
        await TimedAsync("LeaveSession", line => line.LeaveSession(command, _reading.Session), over);
    }

    private async Task ReconnectAsync(TimeSpan after, CancellationToken over)
    {
        await _stage.Wait(after, over);
        await _device.DropAsync();
        // However the leg ends meanwhile, the patient comes back.
        await _stage.Wait(_script.Outage, _stage.Stop);
        await _device.ReconnectAsync();
    }

    /// <summary>Comes back after the session has been closed for it, and looks how it ended.</summary>
    private async Task VanishAsync(TimeSpan after, CancellationToken over)
    {
        await _stage.Wait(after, over);
        await _device.DropAsync();
        await _stage.Wait(_stage.Platform.Limits.Options.PatientAbsent + TimeSpan.FromSeconds(2), _stage.Stop);
        await _device.ReconnectAsync();
        if (!Array.Exists(_reading.Shown, happened => happened.Kind == "closed"))
            _stage.Figures.Violated(LimitChecks.Late, $"session {_reading.Session}: the patient was away for {_stage.Platform.Limits.Options.PatientAbsent.TotalSeconds} s and 2 s more, and it was not closed");
    }

    /// <returns>False when the connection was away: nobody knows of it, or nobody knows whether.</returns>
    private async Task<bool> TimedAsync(string name, Func<ILine, Task<Reply<SessionView>>> call, CancellationToken over)
    {
        if (!_device.IsConnected)
            return false;
        var began = _stage.Clock.GetTimestamp();
        var reply = await _device.AskAsync(call);
        if (reply.Value is not null)
            _stage.Figures.Took(Step.Command, _stage.Clock.GetElapsedTime(began));
        // A refusal because the leg has just ended is nobody's fault.
        else if (_device.IsConnected && !over.IsCancellationRequested && reply.Refusal != Refusal.Closed && reply.Refusal != Refusal.WrongPhase)
            _stage.Figures.Failed($"{name}: {reply.Refusal!.Code}");
        return reply.Refusal != Refusal.Unavailable;
    }
}
