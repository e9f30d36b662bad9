// Started by hand for one option: at its default the connection writes its progress to the console.
Blazor.start({ circuit: { configureSignalR: builder => builder.configureLogging("warning") } });
