using Medzdrav.Silo;
using Medzdrav.Tests.Measure;

// dotnet run -c Release --project tests/Measure -- first-page | session-memory [sessions] [messages] | import [rows] | search [people] [database] | slots [doctors] | booked-day [bookings] | queue-shards [specialists] | page-weight | audit [entries] | code
switch (args)
{
    case ["first-page"]:
        await FirstPage.MeasureAsync(rounds: 5);
        return 0;
    case ["session-memory", .. var numbers]:
        await SessionMemory.MeasureAsync(Number(numbers, 0, 2_000), Number(numbers, 1, 20));
        return 0;
    case ["import", .. var numbers]:
        await ImportSpeed.MeasureAsync(Number(numbers, 0, 100_000));
        return 0;
    case ["import-once", var kind, var file]:
        await ImportSpeed.OnceAsync(kind, file);
        return 0;
    case ["audit", .. var numbers]:
        await AuditCost.MeasureAsync(Number(numbers, 0, 20_000));
        return 0;
    case ["search", .. var which]:
        await SearchSpeed.MeasureAsync(Number(which, 0, 1_000_000), which is [_, "Sqlite"] ? DatabaseKind.Sqlite : DatabaseKind.Postgres);
        return 0;
    case ["slots", .. var numbers]:
        SlotSearch.Measure(Number(numbers, 0, 1_000));
        return 0;
    case ["booked-day", .. var numbers]:
        await BookedDay.MeasureAsync(Number(numbers, 0, 10_000));
        return 0;
    case ["queue-shards", .. var numbers]:
        QueueShards.Measure(Number(numbers, 0, 10_000));
        return 0;
    case ["page-weight"]:
        await Pages.MeasureAsync();
        return 0;
    case ["code"]:
        CodeSize.Print();
        return 0;
    default:
        Console.WriteLine("first-page                            time from starting the built host to its first page");
        Console.WriteLine("session-memory [sessions] [messages]  a session's memory in the silo");
        Console.WriteLine("import [rows]                         time and memory of importing policies, on both databases");
        Console.WriteLine("search [people] [Postgres|Sqlite]     time of a consultant's search by each kind of query, after importing so many policies");
        Console.WriteLine("slots [doctors]                       time of finding free slots among the rosters of so many doctors");
        Console.WriteLine("booked-day [bookings]                 time until the patients of so many bookings of one minute are reminded, and closed where they are not there");
        Console.WriteLine("queue-shards [specialists]            waits, order and idle specialists of a queue split over 1, 4 and 16 shards, simulated");
        Console.WriteLine("page-weight                           bytes and requests of a first visit to each page");
        Console.WriteLine("audit [entries]                       what audit entries cost at the opening of a card with three silos, and how many a second are sealed, on PostgreSQL");
        Console.WriteLine("code                                  lengths of files, and how many types of Grains are public");
        return 1;
}

static int Number(string[] numbers, int index, int otherwise) =>
    numbers.Length > index && int.TryParse(numbers[index], out var number) && number > 0 ? number : otherwise;
