namespace Medzdrav.Grains;

/// <summary>The course of a notice over the devices of an account: each is tried until its push service takes it or does not want it. The SMS comes where none took it in time, and never after one did.</summary>
internal static class PushCourses
{
    /// <summary>However short the time is, so much of it is left for the SMS.</summary>
    private static readonly TimeSpan LeftForSms = TimeSpan.FromMinutes(1);

    /// <summary>The devices to which the notice is given now.</summary>
    /// <param name="course">As it stands.</param>
    /// <param name="devices">The account's devices as they are now.</param>
    /// <param name="now">The platform's clock.</param>
    public static PushDeviceRecord[] Due(PushCourse course, IReadOnlyList<PushDeviceRecord> devices, DateTimeOffset now) =>
        [.. devices.Where(device => CourseOn(course, device.Id) is not { } known || known.State == DeviceState.Again && known.At <= now)];

    /// <summary>The claimed notice as it becomes by the answers of push services. Without <see cref="NoticeRow.Push"/> it goes by SMS from now on.</summary>
    /// <param name="row">The notice, claimed.</param>
    /// <param name="devices">The account's devices as they were.</param>
    /// <param name="answers">The answers, by device.</param>
    /// <param name="now">The platform's clock.</param>
    /// <param name="smsAfter">How long an SMS waits for a device.</param>
    public static NoticeRow Answered(NoticeRow row, IReadOnlyList<PushDeviceRecord> devices, IReadOnlyDictionary<string, PushAnswer> answers, DateTimeOffset now, TimeSpan smsAfter)
    {
        var course = row.Push! with { Devices = [.. devices.Select(device => After(row.Push!, device.Id, answers, now)).OfType<DeviceCourse>(), .. Former(row.Push!, devices)] };
        var again = course.Devices.Where(device => device.State == DeviceState.Again && device.At < row.NotAfter).Min(device => device.At);
        if (IsTaken(course))
            return again is { } next ? Later(row, course, next, now) : NoticeRules.Settled(row, NoticeState.Sent, now);
        if (row.Text is null)
            return again is { } next ? Later(row, course, next, now) : NoticeRules.Settled(row, NoticeState.Expired, now);
        var smsAt = SmsAt(row, course, now, smsAfter);
        return again is null || smsAt <= now
            ? row with { Push = null, State = NoticeState.Waiting, NotBefore = now, Attempts = 0, StateAt = now }
            : Later(row, course, again.Value < smsAt ? again.Value : smsAt, now);
    }

    /// <summary>Whether a push service took it for any device.</summary>
    public static bool IsTaken(PushCourse course) => course.Devices.Any(device => device.State == DeviceState.Taken);

    private static DateTimeOffset SmsAt(NoticeRow row, PushCourse course, DateTimeOffset now, TimeSpan smsAfter)
    {
        var at = (course.Since ?? now) + smsAfter;
        return row.NotAfter is { } end && end - LeftForSms < at ? end - LeftForSms : at;
    }

    private static NoticeRow Later(NoticeRow row, PushCourse course, DateTimeOffset at, DateTimeOffset now) =>
        row with { Push = course, State = NoticeState.Waiting, NotBefore = at, StateAt = now };

    private static DeviceCourse? After(PushCourse course, string device, IReadOnlyDictionary<string, PushAnswer> answers, DateTimeOffset now)
    {
        var before = CourseOn(course, device);
        if (!answers.TryGetValue(device, out var answer))
            return before;
        var tries = (before?.Tries ?? 0) + 1;
        return answer.Outcome switch
        {
            PushOutcome.Taken => new DeviceCourse(device, DeviceState.Taken, tries),
            PushOutcome.Later => new DeviceCourse(device, DeviceState.Again, tries, now + NoticeRules.Pause(tries, answer.After)),
            _ => new DeviceCourse(device, DeviceState.Refused, tries),
        };
    }

    /// <summary>A device that is over meanwhile is not tried again; that it was told counts on.</summary>
    private static IEnumerable<DeviceCourse> Former(PushCourse course, IReadOnlyList<PushDeviceRecord> devices) =>
        course.Devices.Where(known => known.State == DeviceState.Taken && devices.All(device => device.Id != known.Device));

    private static DeviceCourse? CourseOn(PushCourse course, string device) => course.Devices.FirstOrDefault(known => known.Device == device);
}
