using Medzdrav.Contracts;
using Medzdrav.Gateway;
using Microsoft.Extensions.Options;

namespace Medzdrav.Tests.Gateway;

/// <summary>The address in links is the platform's, whatever host a client names.</summary>
public class PageOriginTests
{
    [Theory]
    [InlineData("", "http://evil.example", null)]
    [InlineData("", "http://evil.example:5080", null)]
    [InlineData("", "http://127.0.0.1.evil.example", null)]
    [InlineData("", "http://localhost:5080", "http://localhost:5080")]
    [InlineData("", "http://127.0.0.1:5080", "http://127.0.0.1:5080")]
    [InlineData("", null, null)]
    [InlineData("", "javascript://localhost", null)]
    [InlineData("https://medzdrav.example", "http://evil.example", "https://medzdrav.example")]
    [InlineData("https://medzdrav.example:8443/", "http://localhost:5080", "https://medzdrav.example:8443")]
    [InlineData("https://medzdrav.example", null, "https://medzdrav.example")]
    public void A_host_that_nobody_knows_is_never_written(string configured, string? named, string? written) => Assert.Equal(written, Of(configured).Of(named));

    [Theory]
    [InlineData("", true)]
    [InlineData("https://medzdrav.example", true)]
    [InlineData("http://medzdrav.example:8080/", true)]
    [InlineData("medzdrav.example", false)]
    [InlineData("ftp://medzdrav.example", false)]
    [InlineData("https://medzdrav.example/staff", false)]
    [InlineData("https://medzdrav.example/?a=b", false)]
    [InlineData("https://anna@medzdrav.example", false)]
    public void The_configured_address_is_an_origin(string configured, bool isReadable) => Assert.Equal(isReadable, new GatewayOptions { Address = configured }.IsAddressReadable);

    private static PageOrigin Of(string configured) => new(new Brands(null!, TimeProvider.System), Options.Create(new GatewayOptions { Address = configured }));
}
