import { showEnrolmentCode } from './enrol.js';
import { readEventStream } from './event-stream.js';

/** The server says something at least every 5 seconds; after this long the line is dead. */
const SILENCE_LIMIT_MS = 20_000;
const RETRY_MS = 3_000;
const KEY = 'yanqi-console-key';

const element = (id) => document.getElementById(id);

/** The key comes behind the # of the address, which is never sent anywhere, and stays with this tab. */
function takeKey() {
  const given = new URLSearchParams(location.hash.slice(1)).get('key');
  if (given) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, '', location.pathname);
  }
  return sessionStorage.getItem(KEY);
}

async function ask(path, options = {}) {
  const headers = { ...options.headers, authorization: `Bearer ${takeKey()}` };
  const response = await fetch(path, { ...options, headers });
  if (response.status === 401) throw new WrongKey();
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response;
}

class WrongKey extends Error {}

/** Shows the arrivals as they come, and begins again whenever the line is lost. */
async function watch() {
  for (;;) {
    try {
      await watchOnce();
    } catch (cause) {
      if (cause instanceof WrongKey) return showWrongKey();
      console.warn(cause);
    }
    showLine(false);
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

async function watchOnce() {
  const silence = new AbortController();
  let timer;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_LIMIT_MS);
  };
  heard();
  try {
    const { body } = await ask('/v1/console/arrivals/live', { signal: silence.signal });
    const noticed = new TransformStream({
      transform(chunk, controller) {
        heard();
        controller.enqueue(chunk);
      },
    });
    for await (const arrivals of readEventStream(body.pipeThrough(noticed))) {
      showLine(true);
      show(arrivals);
    }
  } finally {
    clearTimeout(timer);
  }
}

function showLine(live) {
  element('line').className = live ? 'live' : '';
  element('line').textContent = live ? '实时 Live' : '连接中断，正在重连 Reconnecting';
  element('problem').hidden = true;
}

function showWrongKey() {
  element('line').textContent = '';
  element('problem').hidden = false;
  element('problem').textContent =
    '请用服务器启动时显示的 console 地址打开本页。 Open this page by the console address that the server printed at its start.';
}

function show({ event, registrations, arrived, openConflicts, recent }) {
  element('event').textContent = `${event.name.zh} · ${event.name.en}`;
  element('totals').hidden = false;
  element('arrived').textContent = arrived.toLocaleString('en');
  element('registrations').textContent = registrations.toLocaleString('en');
  element('open-conflicts').textContent = openConflicts.toLocaleString('en');
  element('to-settle').hidden = openConflicts === 0;
  element('share').value = registrations === 0 ? 0 : arrived / registrations;
  element('nobody').hidden = recent.length > 0;
  element('recent').replaceChildren(...recent.map((arrival) => arrivalItem(arrival, event)));
}

function arrivalItem(arrival, event) {
  const { registration } = arrival;
  const category = event.categories.find(({ id }) => id === registration.category);
  const checkpoint = event.checkpoints.find(({ id }) => id === arrival.checkpoint);
  const item = document.createElement('li');
  const time = part('time', '', timeOfDay(arrival.at, event.timeZone));
  time.dateTime = arrival.at;
  const person = part('div', 'person');
  person.append(part('bdi', 'name', arrival.displayName || registration.id));
  if (registration.latinName !== '' && registration.latinName !== arrival.displayName) {
    person.append(' ', part('bdi', '', registration.latinName));
  }
  if (registration.organization !== '') person.append(' · ', part('bdi', '', registration.organization));
  const place = part('div', 'place');
  const words = [bothLanguages(category), bothLanguages(checkpoint), arrival.stationName];
  for (const word of words.filter((text) => text !== '')) {
    if (place.hasChildNodes()) place.append(' · ');
    place.append(part('bdi', '', word));
  }
  item.append(time, person, place);
  return item;
}

/** Texts are set as text, never as HTML; each finds its own direction. */
function part(tag, className, text = '') {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  node.dir = 'auto';
  return node;
}

function bothLanguages(item) {
  return item === undefined ? '' : `${item.name.zh} ${item.name.en}`;
}

function timeOfDay(instant, timeZone) {
  return new Date(instant).toLocaleTimeString('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' });
}

async function makeCode(submission) {
  submission.preventDefault();
  const form = new FormData(submission.target);
  await showEnrolmentCode(ask, { name: form.get('name'), role: form.get('role') });
}

element('enrol').addEventListener('submit', (submission) => {
  makeCode(submission).catch((cause) => (cause instanceof WrongKey ? showWrongKey() : showNoCode(cause)));
});

function showNoCode(cause) {
  console.warn(cause);
  element('problem').hidden = false;
  element('problem').textContent = '没有取到登记码，请再试一次。 No code came, try again.';
}

addEventListener('hashchange', () => location.reload());
if (takeKey() === null) showWrongKey();
else watch();
