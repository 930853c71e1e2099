/**
 * The data of each message of a text/event-stream body, parsed as JSON. (EventSource cannot send the key.)
 * @param {ReadableStream<Uint8Array>} body
 */
export async function* readEventStream(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop() ?? '';
    yield* blocks.map(messageData).filter((data) => data !== null);
  }
}

/** A block is `event: message` and `data: …`; one that holds only a comment keeps the line alive. */
function messageData(block) {
  const lines = block.split('\n');
  if (!lines.includes('event: message')) return null;
  const data = lines.filter((line) => line.startsWith('data: ')).map((line) => line.slice('data: '.length));
  return JSON.parse(data.join('\n'));
}
