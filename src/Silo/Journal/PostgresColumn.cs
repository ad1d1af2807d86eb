using Npgsql;
using NpgsqlTypes;

namespace Medzdrav.Silo;

/// <summary>An array parameter of a prepared statement, filled anew for each run; its list is kept.</summary>
internal abstract class PostgresColumn<TRow>
{
    public abstract NpgsqlParameter Parameter { get; }

    public abstract void Clear();

    public abstract void Add(TRow row);

    /// <summary>For values that come as objects.</summary>
    public static PostgresColumn<TRow> Of(NpgsqlDbType type, Func<TRow, object?> value) => type switch
    {
        NpgsqlDbType.Text => new PostgresColumn<TRow, string?>(type, row => (string?)value(row)),
        NpgsqlDbType.Bigint => new PostgresColumn<TRow, long?>(type, row => (long?)value(row)),
        NpgsqlDbType.Boolean => new PostgresColumn<TRow, bool>(type, row => (bool)value(row)!),
        NpgsqlDbType.Date => new PostgresColumn<TRow, DateOnly?>(type, row => (DateOnly?)value(row)),
        NpgsqlDbType.TimestampTz => new PostgresColumn<TRow, DateTime?>(type, row => ((DateTimeOffset?)value(row))?.UtcDateTime),
        _ => throw new NotSupportedException(type.ToString()),
    };
}

/// <summary>A column with values of a known type.</summary>
internal sealed class PostgresColumn<TRow, TValue> : PostgresColumn<TRow>
{
    private readonly List<TValue> _values = [];
    private readonly Func<TRow, TValue> _value;

    public PostgresColumn(NpgsqlDbType type, Func<TRow, TValue> value)
    {
        _value = value;
        Parameter = new NpgsqlParameter<List<TValue>> { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = _values };
    }

    public override NpgsqlParameter Parameter { get; }

    public override void Clear() => _values.Clear();

    public override void Add(TRow row) => _values.Add(_value(row));
}
