using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Medzdrav.Silo;

/// <summary>How instants and days stand in columns: timestamptz and date on PostgreSQL, Unix milliseconds and ISO text on SQLite. The parameter's type tells which.</summary>
internal static class ColumnTypes
{
    private static readonly Lock Gate = new();
    private static bool _registered;

    public static void Register()
    {
        lock (Gate)
        {
            if (_registered)
                return;
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
            SqlMapper.AddTypeHandler(new InstantHandler());
            SqlMapper.RemoveTypeMap(typeof(DateOnly));
            SqlMapper.RemoveTypeMap(typeof(DateOnly?));
            SqlMapper.AddTypeHandler(new DayHandler());
            _registered = true;
        }
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            if (parameter is NpgsqlParameter npgsql)
            {
                npgsql.NpgsqlDbType = NpgsqlDbType.TimestampTz;
                npgsql.Value = value.UtcDateTime;
            }
            else if (parameter is SqliteParameter)
                parameter.Value = value.ToUnixTimeMilliseconds();
            else
                throw new NotSupportedException(parameter.GetType().Name);
        }

        public override DateTimeOffset Parse(object value) => value switch
        {
            long milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
            DateTime instant => new DateTimeOffset(instant),
            _ => throw new DataException($"An instant is stored as {value.GetType().Name}."),
        };
    }

    private sealed class DayHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            if (parameter is NpgsqlParameter npgsql)
            {
                npgsql.NpgsqlDbType = NpgsqlDbType.Date;
                npgsql.Value = value;
            }
            else if (parameter is SqliteParameter)
                parameter.Value = value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            else
                throw new NotSupportedException(parameter.GetType().Name);
        }

        public override DateOnly Parse(object value) => value switch
        {
            string text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime day => DateOnly.FromDateTime(day),
            DateOnly day => day,
            _ => throw new DataException($"A day is stored as {value.GetType().Name}."),
        };
    }
}
