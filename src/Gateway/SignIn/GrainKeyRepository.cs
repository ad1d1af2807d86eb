using System.Xml.Linq;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Medzdrav.Gateway;

/// <summary>Data protection's keys in a grain, shared by all web nodes. The interface is synchronous; it is called at start and when a key is rotated, never on a request's path twice.</summary>
public sealed class GrainKeyRepository(IGrainFactory grains) : IXmlRepository
{
    private IKeyRingGrain Ring => grains.GetGrain<IKeyRingGrain>(0);

    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Task.Run(() => GrainCalls.Once(() => Ring.All())).GetAwaiter().GetResult().Select(xml => XElement.Parse(xml))];

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        Task.Run(() => Ring.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting))).GetAwaiter().GetResult();
    }
}
