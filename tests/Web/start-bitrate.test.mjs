import assert from "node:assert/strict";
import { test } from "node:test";
import { withStartBitrate } from "../../src/Web/wwwroot/js/models/start-bitrate.js";

const sdp = ["v=0", "m=audio 9 UDP/TLS/RTP/SAVPF 111", "a=rtpmap:111 opus/48000/2", "a=fmtp:111 minptime=10", "m=video 9 UDP/TLS/RTP/SAVPF 96 97 103",
  "a=rtpmap:96 VP8/90000", "a=rtpmap:97 rtx/90000", "a=fmtp:97 apt=96", "a=rtpmap:103 H264/90000", "a=fmtp:103 packetization-mode=1", ""].join("\r\n");

test("every picture's codec begins with the bitrate, and nothing else is touched", () => {
  const lines = withStartBitrate({ type: "offer", sdp }, 1000).sdp.split("\r\n");

  assert.deepEqual(lines.filter((line) => line.includes("x-google")), ["a=fmtp:96 x-google-start-bitrate=1000", "a=fmtp:103 packetization-mode=1;x-google-start-bitrate=1000"]);
  assert.deepEqual(lines.filter((line) => !line.includes("96 x-google")).map((line) => line.replace(/;x-google.*/, "")), sdp.split("\r\n"));
});

test("a description without text stays as it is", () => {
  assert.deepEqual(withStartBitrate({ type: "rollback" }, 1000), { type: "rollback" });
});
