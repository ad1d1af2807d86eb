using System.Net;
using System.Text;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Gateway;

/// <summary>Development only: the SMS that would have been sent.</summary>
internal static class DevelopmentApi
{
    public static void MapDevelopment(this IEndpointRouteBuilder app) => app.MapGet("/dev/sms", Outbox);

    private static async Task<IResult> Outbox(string? phone, HttpRequest request, Brands brands, IGrainFactory grains)
    {
        // A "+" typed into an address is read as a space.
        var messages = await grains.GetGrain<ISmsOutboxGrain>(0).Read(phone?.Trim());
        return request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? Results.Text(Page(messages, brands.Of(request.Host.Host)), "text/html", Encoding.UTF8)
            : Results.Json(messages, WireJson.Options);
    }

    private static string Page(OutboxSms[] messages, Brand brand)
    {
        var rows = new StringBuilder();
        foreach (var sms in messages)
            rows.Append($"<tr><td>{sms.At:HH:mm:ss}</td><td>{sms.Phone}</td><td><b>{sms.Code}</b></td><td>{WebUtility.HtmlEncode(sms.Text)}</td></tr>");
        return $"""
            <!doctype html><html lang="ru"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>SMS — {WebUtility.HtmlEncode(brand.Logo)}</title>
            <h1>Неотправленные SMS</h1><p>Только при разработке: что ушло бы на телефоны.</p>
            <table border="1" cellpadding="6"><tr><th>Время (UTC)</th><th>Телефон</th><th>Код</th><th>Текст</th></tr>{rows}</table></html>
            """;
    }
}
