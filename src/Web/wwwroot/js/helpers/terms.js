// The values that the server wrote into the page for scripts: the service's figures (KnownTerms), counted in seconds and characters or printed in words, and what the insurer of this host is called and dialled by.
const { terms: figures, hotline, logo } = document.body.dataset;

export const terms = { ...JSON.parse(figures || "{}"), hotline, logo };
