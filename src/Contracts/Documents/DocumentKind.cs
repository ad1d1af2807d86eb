using System.Text.Json.Serialization;

namespace Medzdrav.Contracts;

/// <summary>The kinds of files that a Medcard takes, told by their bytes.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<DocumentKind>))]
public enum DocumentKind
{
    /// <summary>A JPEG picture.</summary>
    Jpeg,

    /// <summary>A PNG picture.</summary>
    Png,

    /// <summary>A HEIC or HEIF picture, as phones take them.</summary>
    Heic,

    /// <summary>A WebP picture.</summary>
    Webp,

    /// <summary>A PDF.</summary>
    Pdf,
}

/// <summary>The forms in which a document is read.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<DocumentForm>))]
public enum DocumentForm
{
    /// <summary>For the screen: of a picture an upright JPEG without metadata, of a PDF itself.</summary>
    Page,

    /// <summary>A small upright JPEG; PDFs have none.</summary>
    Thumbnail,

    /// <summary>The file as it came, for its owner only.</summary>
    Original,
}
