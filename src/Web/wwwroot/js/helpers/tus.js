import { Upload } from "tus-js-client";

const partBytes = 2 * 1024 * 1024;
const pausesMs = [0, 1000, 3000, 5000, 10_000, 20_000, ...Array(30).fill(30_000)];
const fault = "Не получилось отправить. Проверьте Интернет и попробуйте ещё раз.";

// Sends a file by tus 1.0. A line that was lost, a page that was closed and opened again go on where the bytes stand.
export function sendByTus(file, patientId, { progress, done, failed }) {
  const upload = new Upload(file, {
    endpoint: new URL("/api/uploads", location.href).href,
    chunkSize: partBytes,
    retryDelays: pausesMs,
    metadata: { patientId, filename: file.name },
    removeFingerprintOnSuccess: true,
    // The same file for somebody else is another upload.
    fingerprint: async () => ["document", patientId, file.size, file.type, file.lastModified].join(":"),
    onShouldRetry: (error) => isPassing(error),
    onProgress: (sent) => progress(sent),
    onError: (error) => failed(messageOf(error), problemOf(error)?.code),
    onSuccess: () => done(upload.url.split("/").at(-1)),
  });
  upload.findPreviousUploads().then(([before]) => {
    if (before) upload.resumeFromPreviousUpload(before);
    upload.start();
  });
  // The platform forgets what was given up.
  return { stop: () => upload.abort(true).catch(() => undefined) };
}

// A refusal is final; another tab that sends the same file is not.
function isPassing(error) {
  const status = error.originalResponse?.getStatus() ?? 0;
  return status === 0 || status >= 500 || status === 429 || problemOf(error)?.code === "offsetDiffers";
}

function messageOf(error) {
  return problemOf(error)?.title ?? fault;
}

function problemOf(error) {
  const body = error.originalResponse?.getBody();
  try {
    return body ? JSON.parse(body) : null;
  } catch {
    return null;
  }
}
