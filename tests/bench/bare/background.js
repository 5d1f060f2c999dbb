// Wakes for the same reason as ours, and does nothing.
chrome.runtime.onMessage.addListener(() => undefined);
