using System.Buffers.Binary;

namespace AdminPortal.Domain.AccessTokens.Rules;

/// <summary>
/// A range of token IDs from <see cref="First"/> up to but excluding <see cref="End"/>. An ID of UUID version 7 begins with 48 bits of Unix
/// milliseconds (RFC 9562 section 5.7), so a range of IDs is a range of time.
/// </summary>
internal sealed record JwtIdRange(UInt128 First, UInt128 End)
{
    private const int BitsAfterTime = 80;
    private const long LastMillisecond = (1L << 48) - 1;

    public static JwtIdRange All { get; } = new(UInt128.Zero, UInt128.MaxValue);

    public static JwtIdRange None { get; } = new(UInt128.Zero, UInt128.Zero);

    public bool IsEmpty => First >= End;

    public byte[] FirstBytes => Bytes(First);

    public byte[] EndBytes => Bytes(End);

    public long FirstMillisecond => (long)(First >> BitsAfterTime);

    public long EndMillisecond => (long)(End >> BitsAfterTime);

    /// <summary>The part issued at that time or later; null changes nothing.</summary>
    public JwtIdRange From(DateTimeOffset? time) => time is { } start ? FromMillisecond(start.ToUnixTimeMilliseconds()) : this;

    /// <summary>The part issued before that time.</summary>
    public JwtIdRange Until(DateTimeOffset? time) => time is { } end ? UntilMillisecond(end.ToUnixTimeMilliseconds()) : this;

    public JwtIdRange FromMillisecond(long start) => this with { First = UInt128.Max(First, StartOf(start)) };

    public JwtIdRange UntilMillisecond(long end) => this with { End = UInt128.Min(End, StartOf(end)) };

    /// <summary>The part before that ID; null changes nothing.</summary>
    public JwtIdRange Before(Guid? id) => id is { } end ? this with { End = UInt128.Min(End, NumberOf(end)) } : this;

    /// <summary>The part after that ID.</summary>
    public JwtIdRange After(Guid? id) =>
        id is { } start && NumberOf(start) < UInt128.MaxValue ? this with { First = UInt128.Max(First, NumberOf(start) + 1) } : this;

    private static UInt128 StartOf(long millisecond) => (UInt128)(ulong)Math.Clamp(millisecond, 0, LastMillisecond) << BitsAfterTime;

    private static UInt128 NumberOf(Guid id) => BinaryPrimitives.ReadUInt128BigEndian(id.ToByteArray(bigEndian: true));

    private static byte[] Bytes(UInt128 number)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return bytes;
    }
}
