const patienceMs = 5000;

// Goes to another page. Until this one has gone, the button or form that waits for the answer stays as it is.
export async function leaveFor(address) {
  location.assign(address);
  await new Promise((done) => setTimeout(done, patienceMs));
}
