using Medzdrav.Contracts;
using Medzdrav.Web;

namespace Medzdrav.Tests.Structure;

/// <summary>Whatever is recorded of a use has words on the screens of the auditor and of the person.</summary>
public sealed class AuditWording
{
    [Fact]
    public void Every_purpose_has_words()
    {
        Distinct(Enum.GetValues<Purpose>().Select(purpose => AuditWords.Of(purpose)));
        Distinct(Enum.GetValues<Purpose>().Select(purpose => AuditWords.Reason(purpose)), AuditWords.Reason(null));
    }

    [Fact]
    public void Every_kind_of_data_has_words() => Distinct(Enum.GetValues<AuditSubject>().Select(what => AuditWords.Of(what)));

    [Fact]
    public void Every_deed_has_words() => Distinct(Enum.GetValues<AuditDeed>().Select(deed => AuditWords.Of(deed)));

    private static void Distinct(IEnumerable<string> words, string unknown = AuditWords.Unknown)
    {
        string[] all = [.. words];
        Assert.DoesNotContain(unknown, all);
        Assert.Equal(all.Distinct(), all);
    }
}
