const bar = document.getElementById("components-reconnect-modal");

// A page gets its connection at the portal's own address only; anywhere else it would look alive and answer nothing.
if (bar.dataset.origin === location.origin) {
  // Started by hand for one option: at its default the connection writes its progress to the console.
  Blazor.start({ circuit: { configureSignalR: builder => builder.configureLogging("warning") } });
} else {
  bar.className = "portal-elsewhere";
}
