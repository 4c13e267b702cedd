// Loaded before the program (NODE_OPTIONS), it asks a foreign name and foreign addresses once: what a counter of packets has to notice.
fetch('http://planted.example/', { signal: AbortSignal.timeout(2000) }).catch(() => {});
fetch('http://192.0.2.77/', { signal: AbortSignal.timeout(2000) }).catch(() => {});
fetch('http://[2001:db8::77]/', { signal: AbortSignal.timeout(2000) }).catch(() => {});
