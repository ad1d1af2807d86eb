using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Medzdrav.Contracts;
using static Hl7.Fhir.Model.Bundle;

namespace Medzdrav.Gateway;

/// <summary>A signed conclusion as a FHIR R4 document: a Bundle that begins with its Composition and holds all that this refers to. Every entry has an address of its own that follows from the conclusion and its edition, so that the same edition is the same document.</summary>
internal sealed class ConclusionBundle
{
    private const string Urn = "urn:ietf:rfc:3986";
    private const string Loinc = "http://loinc.org";
    private const string Icd10 = "http://hl7.org/fhir/sid/icd-10";
    private const string Terminology = "http://terminology.hl7.org/CodeSystem/";
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";

    private static readonly Dictionary<string, (string Code, string Display)> SectionCodes = new()
    {
        ["complaints"] = ("10154-3", "Chief complaint Narrative - Reported"),
        ["history"] = ("10164-2", "History of Present illness Narrative"),
        ["diagnosis"] = ("29308-4", "Diagnosis"),
        ["secondaryDiagnoses"] = ("29308-4", "Diagnosis"),
        ["recommendations"] = ("18776-5", "Plan of care note"),
        ["followUpDays"] = ("18776-5", "Plan of care note"),
    };

    private readonly ConclusionView _conclusion;
    private readonly Brand _brand;
    private readonly TimeZoneInfo _zone;
    private readonly List<(string Section, Condition Condition)> _conditions = [];
    private readonly Patient _patient;
    private readonly Practitioner _doctor;
    private readonly Organization _provider;
    private readonly Encounter _encounter;

    private ConclusionBundle(ConclusionView conclusion, Brand brand, TimeZoneInfo zone)
    {
        (_conclusion, _brand, _zone) = (conclusion, brand, zone);
        _patient = new Patient { Id = IdOf("patient"), Name = [NameOf(conclusion.PatientName)], BirthDate = conclusion.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        _doctor = new Practitioner { Id = IdOf("practitioner"), Name = [NameOf(conclusion.DoctorName)], Qualification = [new() { Code = new CodeableConcept { Text = Posts.Serving(conclusion.Specialty).Title } }] };
        _provider = new Organization { Id = IdOf("organization"), Name = ConclusionPaper.Provider, Telecom = [new ContactPoint(ContactPoint.ContactPointSystem.Phone, ContactPoint.ContactPointUse.Work, brand.Hotline)] };
        _encounter = new Encounter { Id = IdOf("encounter") };
    }

    /// <summary>The document as JSON, in UTF-8.</summary>
    /// <param name="conclusion">A signed conclusion.</param>
    /// <param name="brand">Of the host that it is asked under: the hotline is its.</param>
    /// <param name="zone">In whose time instants are written; each has its offset.</param>
    public static byte[] Of(ConclusionView conclusion, Brand brand, TimeZoneInfo zone) => new FhirJsonSerializer().SerializeToBytes(new ConclusionBundle(conclusion, brand, zone).Document());

    private Bundle Document()
    {
        Diagnose();
        Consult();
        Resource[] resources = [Composed(), _patient, _doctor, _provider, _encounter, .. _conditions.Select(one => one.Condition)];
        return new Bundle
        {
            Id = IdOf("bundle"),
            Language = "ru",
            Identifier = new Identifier(Urn, AddressOf("bundle")),
            Type = BundleType.Document,
            Timestamp = TimeZoneInfo.ConvertTime(_conclusion.SignedAt!.Value, _zone),
            Entry = [.. resources.Select(resource => new EntryComponent { FullUrl = Uuid + resource.Id, Resource = resource })],
        };
    }

    private void Diagnose()
    {
        var text = _conclusion.Text;
        var main = WrittenDiagnosis.MainIn(text.Diagnosis);
        _conditions.Add(("diagnosis", ConditionOf("condition-1", main, PaperText.Of(text.Diagnosis).Trim())));
        foreach (var secondary in WrittenDiagnosis.Lines(text.SecondaryDiagnoses))
            _conditions.Add(("secondaryDiagnoses", ConditionOf(
                string.Create(CultureInfo.InvariantCulture, $"condition-{_conditions.Count + 1}"), secondary, secondary.Code is { } code ? $"{code} {secondary.Title}".TrimEnd() : secondary.Title)));
    }

    private Condition ConditionOf(string part, WrittenDiagnosis diagnosis, string text)
    {
        var code = new CodeableConcept { Text = text };
        if (diagnosis.Code is { } known)
            code.Coding.Add(new Coding(Icd10, known, diagnosis.Title.Length > 0 ? diagnosis.Title : null));
        return new Condition
        {
            Id = IdOf(part),
            ClinicalStatus = Coded("condition-clinical", "active", "Active"),
            Category = [Coded("condition-category", "encounter-diagnosis", "Encounter Diagnosis")],
            Code = code,
            Subject = To(_patient),
            Encounter = To(_encounter),
            Asserter = To(_doctor),
            RecordedDate = At(_conclusion.SignedAt!.Value),
        };
    }

    private void Consult()
    {
        _encounter.Status = Encounter.EncounterStatus.Finished;
        _encounter.Class = new Coding(Terminology + "v3-ActCode", "VR", "virtual");
        _encounter.Subject = To(_patient);
        _encounter.Participant = [new() { Individual = To(_doctor) }];
        _encounter.Period = new Period { Start = At(_conclusion.ConsultedAt) };
        _encounter.ServiceProvider = To(_provider);
        _encounter.Diagnosis = [.. _conditions.Select((one, i) => new Encounter.DiagnosisComponent
        {
            Condition = To(one.Condition),
            Use = i == 0 ? Coded("diagnosis-role", "DD", "Discharge diagnosis") : Coded("diagnosis-role", "CM", "Comorbidity diagnosis"),
            Rank = i + 1,
        })];
    }

    private Composition Composed()
    {
        var composition = new Composition
        {
            Id = IdOf("composition"),
            Language = "ru",
            Text = new Narrative { Status = Narrative.NarrativeStatus.Generated, Div = Xhtml.Of(Summary()) },
            Identifier = new Identifier(Urn, Uuid + UuidOf("conclusion", _conclusion.ConclusionId.Value)),
            Status = _conclusion.Edition > 1 ? CompositionStatus.Amended : CompositionStatus.Final,
            Type = new CodeableConcept(Loinc, "11488-4", "Consult note", ConclusionPaper.Title),
            Subject = To(_patient),
            Encounter = To(_encounter),
            Date = At(_conclusion.SignedAt!.Value),
            Author = [To(_doctor)],
            Title = ConclusionPaper.Title,
            Attester = [new() { Mode = Composition.CompositionAttestationMode.Legal, Time = At(_conclusion.SignedAt!.Value), Party = To(_doctor) }],
            Custodian = To(_provider),
            Section = [.. ConclusionPaper.Sections(_conclusion.Text).Select(SectionOf)],
        };
        if (_conclusion.Edition > 1)
            composition.RelatesTo.Add(new() { Code = DocumentRelationshipType.Replaces, Target = new Identifier(Urn, Uuid + UuidOf("bundle", _conclusion.ConclusionId.Value, Number(_conclusion.Edition - 1))) });
        return composition;
    }

    private Composition.SectionComponent SectionOf(PaperSection section)
    {
        var (code, display) = SectionCodes[section.Key];
        return new Composition.SectionComponent
        {
            Title = section.Heading,
            Code = new CodeableConcept(Loinc, code, display, section.Heading),
            Text = new Narrative { Status = Narrative.NarrativeStatus.Additional, Div = Xhtml.Of([section.Lines]) },
            Entry = [.. _conditions.Where(one => one.Section == section.Key).Select(one => To(one.Condition))],
        };
    }

    /// <summary>The lines of the page beside its sections.</summary>
    private IEnumerable<IReadOnlyList<string>> Summary()
    {
        yield return [ConclusionPaper.Title];
        yield return PaperText.Lines(_conclusion.PatientName);
        if (ConclusionPaper.Standing(_conclusion) is { } standing)
            yield return [standing];
        yield return [$"Дата рождения: {Dates.Day(_conclusion.BirthDate)}", $"Консультация: {Dates.Zoned(_conclusion.ConsultedAt, _zone)}"];
        yield return PaperText.Lines($"Врач: {ConclusionPaper.Doctor(_conclusion)}");
        yield return PaperText.Lines($"Подписано: {_conclusion.DoctorName}, {Dates.Zoned(_conclusion.SignedAt!.Value, _zone)}");
        if (_conclusion.CorrectedAt is { } correctedAt)
            yield return [$"Исправлено: {Dates.Zoned(correctedAt, _zone)}"];
        if (_conclusion.TextHash is { } hash)
            yield return [$"SHA-256 подписанного текста: {hash}"];
        yield return [$"{_brand.Logo} · {ConclusionPaper.Provider} · {_brand.Hotline}"];
    }

    private static HumanName NameOf(string name)
    {
        var text = string.Join(' ', PaperText.Lines(name));
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [var family, _, ..] ? new HumanName { Text = text, Family = family, Given = words[1..] } : new HumanName { Text = text };
    }

    private static CodeableConcept Coded(string system, string code, string display) => new(Terminology + system, code, display, null);

    private static ResourceReference To(Resource resource) => new(Uuid + resource.Id);

    private string At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, _zone).ToString(Instant, CultureInfo.InvariantCulture);

    private string AddressOf(string part) => Uuid + IdOf(part);

    private string IdOf(string part) => UuidOf(part, _conclusion.ConclusionId.Value, Number(_conclusion.Edition));

    private static string Number(int edition) => edition.ToString(CultureInfo.InvariantCulture);

    private const string Uuid = "urn:uuid:";

    /// <summary>A UUID that follows from its parts (RFC 9562, version 8).</summary>
    private static string UuidOf(params string[] parts)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
