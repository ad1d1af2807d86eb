// The service's figures as the server wrote them into the page (KnownTerms): what is counted in seconds and characters, what is printed in words.
export const terms = JSON.parse(document.body.dataset.terms ?? "{}");
