// The ways of talking that are a call; the others have no sound in this page.
export const isCall = (mode) => mode === "audio" || mode === "video";
