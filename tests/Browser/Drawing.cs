using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Pictures that a page draws, as no file of the tests is one.</summary>
internal static class Drawing
{
    /// <summary>A picture as somebody chooses it for sending.</summary>
    public static async Task<FilePayload> OnAsync(IPage page, int width, int height, string name)
    {
        var address = await page.EvaluateAsync<string>(
            """
            ([width, height]) => {
              const canvas = Object.assign(document.createElement("canvas"), { width, height });
              const pen = canvas.getContext("2d");
              for (let i = 0; i < 40; i++) {
                pen.fillStyle = `hsl(${Math.random() * 360} 60% 60%)`;
                pen.fillRect(Math.random() * width, Math.random() * height, width / 3, height / 3);
              }
              return canvas.toDataURL("image/png");
            }
            """,
            new[] { width, height });
        return new FilePayload { Name = name, MimeType = "image/png", Buffer = Convert.FromBase64String(Regex.Replace(address, "^data:[^,]*,", "")) };
    }
}
