using System.Xml.Linq;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Medzdrav.Gateway;

/// <summary>Keeps the keys that protect cookies in the cluster. ASP.NET asks at start and once a day, and its interface knows no waiting.</summary>
internal sealed class KeyRepository(IGrainFactory grains) : IXmlRepository
{
    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements() => [.. Wait(Grain.All()).Select(xml => XElement.Parse(xml))];

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName) => Wait(Add(element, friendlyName));

    private IKeyRingGrain Grain => grains.GetGrain<IKeyRingGrain>(0);

    private async Task<bool> Add(XElement element, string friendlyName)
    {
        await Grain.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
        return true;
    }

    private static T Wait<T>(Task<T> call) => call.GetAwaiter().GetResult();
}
