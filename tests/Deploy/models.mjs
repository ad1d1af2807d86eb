// Reads Kubernetes' objects as JSON, and prints what does not fit their shapes, a line each.
const objects = JSON.parse(await new Promise((done) => { let text = ""; process.stdin.on("data", (part) => { text += part; }).on("end", () => done(text)); }));

for (const object of objects) {
  try {
    const Model = (await import(`kubernetes-models/${object.apiVersion}`))[object.kind];
    new Model(object).validate();
  } catch (error) {
    console.log(`${object.kind} ${object.metadata?.name}: ${error.message}`);
  }
}
