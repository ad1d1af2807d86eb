using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The messages that call a patient back to the waiting room. They say nothing medical: a phone lies about.</summary>
/// <param name="Account">The login.</param>
/// <param name="Phone">Its number, for an SMS; else null.</param>
/// <param name="Insurer">In whose name.</param>
internal sealed record CallBackLetters(AccountId Account, string? Phone, InsurerRecord Insurer)
{
    /// <summary>A place in a line is news for so long.</summary>
    private static readonly TimeSpan PlaceIsNewsFor = TimeSpan.FromMinutes(10);

    /// <summary>The message; null where there is no number to send it to.</summary>
    /// <param name="state">The session.</param>
    /// <param name="reason">Why the patient is called.</param>
    /// <param name="place">The place in the line, from 1.</param>
    /// <param name="now">The instant.</param>
    /// <param name="limits">The options.</param>
    public RecordChange? Write(SessionState state, CallBackPlace reason, int place, DateTimeOffset now, LimitOptions limits)
    {
        var ticket = state.Leg?.Ticket ?? state.Ticket;
        var id = DerivedId.Of("call-back", state.Id.Value, ticket.ToString(CultureInfo.InvariantCulture), Words.Of(reason));
        var until = now + (reason switch { CallBackPlace.Answered => limits.ReturnWithin, CallBackPlace.Missed => limits.PatientAbsent, _ => PlaceIsNewsFor });
        var page = $"/session/{state.Id}";
        if (state.CallBack == CallBackBy.Push)
            return new AccountNotice(id, Account, new PushText(Insurer.Logo, Text(reason, place, limits), page, TagOf(state.Id)), Sms: null, now, until);
        return Phone is null ? null : new Notice(id, Phone, Insurer.LinkMessage("подходит ваша очередь, вернитесь на страницу ожидания", state.PageOrigin, page), now, now + PlaceIsNewsFor, IsRepeatable: false);
    }

    /// <summary>The page itself calls under the same tag while it is alive: the person sees one notice.</summary>
    internal static string TagOf(SessionId session) => $"answered:{session}";

    private static string Text(CallBackPlace reason, int place, LimitOptions limits) => reason switch
    {
        CallBackPlace.Third => place == 2 ? "Перед вами один человек. Скоро ваша очередь." : "Перед вами два человека. Скоро ваша очередь.",
        CallBackPlace.Next => "Вы следующий. Вернитесь на страницу ожидания.",
        CallBackPlace.Answered => $"Вам ответили. Вернитесь в течение {RussianCount.Genitive(limits.ReturnWithin)}.",
        _ => $"Вам ответили, но вас не было. Место сохраним ещё {RussianCount.Accusative(limits.PatientAbsent)}.",
    };
}
