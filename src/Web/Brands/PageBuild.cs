using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting;

namespace Medzdrav.Web;

/// <summary>The build of the pages that this process serves. A page that stayed open while the platform was renewed tells by it that it is an old one.</summary>
public sealed class PageBuild
{
    /// <summary>Called by the container.</summary>
    public PageBuild(IWebHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        all.AppendData(typeof(PageBuild).Module.ModuleVersionId.ToByteArray());
        // The list of the pages' scripts and styles, with what is in each, as the build wrote it.
        var list = Path.Combine(AppContext.BaseDirectory, $"{environment.ApplicationName}.staticwebassets.endpoints.json");
        if (File.Exists(list))
            all.AppendData(File.ReadAllBytes(list));
        Version = Convert.ToHexStringLower(all.GetHashAndReset().AsSpan(0, 4));
    }

    /// <summary>Another one for each build in which anything of the pages differs.</summary>
    public string Version { get; }
}
