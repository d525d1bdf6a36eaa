using System.Globalization;

namespace OmsGateway.Configuration.Report;

/// <summary>Numbers and times as the report shows them, the same on every computer.</summary>
internal static class ReportText
{
    // Decimal, as the units of the SI are.
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number of things: <c>1 client</c>, <c>2 clients</c>.</summary>
    public static string Count(long number, string one) => $"{Number(number)} {one}{(number == 1 ? "" : "s")}";

    /// <summary>A number of bytes in three digits at least: <c>999 B</c>, <c>1.23 GB</c>.</summary>
    public static string Bytes(double bytes)
    {
        int unit = 0;
        // What would be rounded to 1000 is one of the next unit.
        for (; bytes >= 999.5 && unit < Units.Length - 1; unit++) bytes /= 1000;
        string format = unit == 0 || bytes >= 99.95 ? "0" : bytes >= 9.995 ? "0.#" : "0.##";
        return bytes.ToString(format, CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    /// <summary>A time that has passed, in the largest unit that it has two of: <c>90 minutes</c>, <c>2 hours</c>, <c>40 days</c>.</summary>
    public static string Age(TimeSpan age) =>
        age.TotalDays >= 2 ? Count((long)age.TotalDays, "day")
        : age.TotalHours >= 2 ? Count((long)age.TotalHours, "hour")
        : Count((long)age.TotalMinutes, "minute");

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
