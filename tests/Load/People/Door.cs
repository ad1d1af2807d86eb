using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>How people come in where the platform asks them to come later: in a crowd (429), while a node stops or nobody answers (503, or nothing at all). They try again, as a page and an app do.</summary>
internal static class Door
{
    /// <summary>Signs in, in as many tries as it takes.</summary>
    /// <exception cref="FaultException">There was a bug, or nobody answered for a minute and a half.</exception>
    public static async Task<Credential> EnterAsync(this Stage stage, Func<Task<Credential>> signIn)
    {
        foreach (var pause in Crowd.Pauses())
        {
            try
            {
                return await signIn();
            }
            catch (Exception answer) when (IsForNow(answer))
            {
                stage.Figures.Count(Happening.AskedToWait);
            }
            await stage.Wait(pause, stage.Stop);
        }
        return await signIn();
    }

    /// <summary>Whether an answer may be another one a moment later. A fault with a code is a bug, which is to be seen.</summary>
    public static bool IsForNow(Exception answer) => answer switch
    {
        FaultException fault => fault.ErrorCode is null,
        Client.RefusedException refused => refused.Refusal.Code == Refusal.TooMany.Code,
        HttpRequestException => true,
        _ => false,
    };
}
