using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>The examples of docs/client.md, word for word; <see cref="ClientTests"/> runs them.</summary>
internal static class ClientExamples
{
    public static async Task PatientAsync(Uri address, Action<string> show, CancellationToken cancellation)
    {
        await using var client = new MedzdravClient(new ClientOptions { Address = address });
        await client.SignIn.VisitAsync(cancellation).OrThrow();
        await client.ConnectAsync(cancellation).OrThrow();

        var opened = await client.Hub.OpenSessionAsync(SessionMode.Chat, cancellation: cancellation).OrThrow();
        await using var session = await client.JoinAsync(opened.SessionId, cancellation: cancellation).OrThrow();
        await session.SayAsync("Здравствуйте, болит горло", cancellation: cancellation).OrThrow();

        await foreach (var happened in session.ReadAllAsync(cancellation: cancellation))
        {
            if (happened.Text() is { } text)
                show($"{happened.By}: {text}");
            else if (happened.Kind == "signedIn")
                await client.SignIn.ClaimAsync(session.SessionId, cancellation).OrThrow();
            else if (happened.Kind == "consentRequested")
                await client.Hub.ConfirmConsentAsync(session.SessionId, happened.Read<ConsentAbout>().TextVersion, cancellation: cancellation).OrThrow();
            else if (happened.Kind == "closed")
                break;
        }
    }

    public static async Task ConsultantAsync(Uri address, string login, string password, Action<string> show, CancellationToken cancellation)
    {
        await using var client = new MedzdravClient(new ClientOptions { Address = address, Encoding = WireEncoding.MessagePack });
        await client.SignIn.StaffAsync(login, password, cancellation).OrThrow();
        await client.ConnectAsync(cancellation).OrThrow();
        using var desk = await client.OpenDeskAsync(cancellation).OrThrow();
        await client.Hub.SetDutyAsync(Duty.Available, cancellation: cancellation).OrThrow();

        await foreach (var offer in desk.ReadOffersAsync(cancellation))
        {
            var answer = await client.Hub.AnswerOfferAsync(offer.OfferId, accept: true, cancellation: cancellation);
            if (answer.Refusal is { } refusal)
            {
                show(refusal.Message);
                continue;
            }
            await using var session = await client.JoinAsync(offer.SessionId, cancellation: cancellation).OrThrow();
            var first = await session.WhenAsync(happened => happened.Kind == "message", cancellation);
            show($"{first.By}: {first.Text()}");
            await session.SayAsync("Полощите горло и приходите завтра", cancellation: cancellation).OrThrow();
            await client.Hub.CloseSessionAsync(offer.SessionId, CloseReason.Completed, cancellation: cancellation).OrThrow();
        }
    }
}
