using System.IO.Pipelines;
using System.Net;
using AdminPortal.Domain;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace AdminPortal.Hosting.Connections;

/// <summary>
/// An accepted connection and what the listener must know about it: its source, and whether a request is in progress on it.
/// </summary>
internal sealed class OpenConnection : ConnectionContext
{
    private readonly ConnectionContext _accepted;
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<OpenConnection> _left;
    private int _underWay;
    private volatile bool _hasBegun;

    /// <param name="accepted">The connection itself.</param>
    /// <param name="openedAt">When it was accepted.</param>
    /// <param name="left">Called when its handle is free again.</param>
    public OpenConnection(ConnectionContext accepted, TimeSpan openedAt, Action<OpenConnection> left)
    {
        (_accepted, OpenedAt, _left) = (accepted, openedAt, left);
        Address = (accepted.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        Source = SourceNetwork.Of(Address);
        accepted.Features.Set(this);
    }

    public IPAddress Address { get; }

    /// <summary>The source it counts towards.</summary>
    public string Source { get; }

    public TimeSpan OpenedAt { get; }

    /// <summary>Whether a first request has arrived.</summary>
    public bool HasBegun => _hasBegun;

    public bool IsIdle => Volatile.Read(ref _underWay) == 0;

    /// <summary>Whether it was told to close, though it may still hold its handle.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Completes when its handle is free again.</summary>
    public Task Gone => _gone.Task;

    public override string ConnectionId
    {
        get => _accepted.ConnectionId;
        set => _accepted.ConnectionId = value;
    }

    public override IFeatureCollection Features => _accepted.Features;

    public override IDictionary<object, object?> Items
    {
        get => _accepted.Items;
        set => _accepted.Items = value;
    }

    public override IDuplexPipe Transport
    {
        get => _accepted.Transport;
        set => _accepted.Transport = value;
    }

    public override CancellationToken ConnectionClosed
    {
        get => _accepted.ConnectionClosed;
        set => _accepted.ConnectionClosed = value;
    }

    public override EndPoint? LocalEndPoint
    {
        get => _accepted.LocalEndPoint;
        set => _accepted.LocalEndPoint = value;
    }

    public override EndPoint? RemoteEndPoint
    {
        get => _accepted.RemoteEndPoint;
        set => _accepted.RemoteEndPoint = value;
    }

    public void BeginRequest()
    {
        _hasBegun = true;
        Interlocked.Increment(ref _underWay);
    }

    public void EndRequest() => Interlocked.Decrement(ref _underWay);

    public override void Abort(ConnectionAbortedException abortReason)
    {
        IsLeaving = true;
        _accepted.Abort(abortReason);
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await _accepted.DisposeAsync();
            await base.DisposeAsync();
        }
        finally
        {
            if (_gone.TrySetResult())
            {
                _left(this);
            }
        }
    }
}
