const codec = /^a=rtpmap:(\d+) (?:VP8|VP9|H264|AV1)\/90000$/i;

// A description with a word to Chromium: begin the picture with so many kbit/s instead of 300, which take ten seconds to grow to a large one. Others ignore it.
export function withStartBitrate(description, kbits) {
  if (!description.sdp) return description;
  const lines = description.sdp.split("\r\n");
  const word = `x-google-start-bitrate=${kbits}`;
  for (const type of lines.map((line) => codec.exec(line)?.[1]).filter(Boolean)) {
    const at = lines.findIndex((line) => line.startsWith(`a=fmtp:${type} `));
    if (at >= 0) lines[at] += `;${word}`;
    else lines.splice(lines.findIndex((line) => line.startsWith(`a=rtpmap:${type} `)) + 1, 0, `a=fmtp:${type} ${word}`);
  }
  return { type: description.type, sdp: lines.join("\r\n") };
}
