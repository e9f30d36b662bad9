const bar = document.getElementById("components-reconnect-modal");

// A page gets a connection only at the portal's own address; anywhere else it would look alive but not respond.
if (bar.dataset.origin === location.origin) {
  // Started manually because of one option: by default the connection logs its progress to the console.
  Blazor.start({ circuit: { configureSignalR: builder => builder.configureLogging("warning") } });
} else {
  bar.className = "portal-elsewhere";
}
