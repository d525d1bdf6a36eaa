namespace OmsGateway.Configuration.Report;

/// <summary>A vertical axis from 0 to a round number.</summary>
internal static class PlotScale
{
    private static readonly double[] Steps = [1, 2, 3, 4, 5, 10];

    /// <summary>The smallest of 2, 4, 6, 8, 10, 20, 40, 60… that is not below a number: its half is a whole number as well.</summary>
    public static double Top(double largest)
    {
        double power = 1;
        while (power * 10 < largest) power *= 10;
        return Steps.Select(step => 2 * step * power).First(top => top >= largest);
    }
}
