/** Runs in a page: opens a camera and closes it before it runs, a little later each time. */
import { Html5Qrcode } from 'html5-qrcode';
import { CameraFeed } from '../../src/renderer/camera/camera-feed.ts';

/** How many closings threw, or left the camera on. */
export interface FailedClosings {
  readonly ours: number;
  readonly theirs: number;
}

const LATER_MS = 15;

export async function closeInMidStart(times: number): Promise<FailedClosings> {
  const tracks = keepTracks();
  const video = document.createElement('video');
  const box = document.createElement('div');
  video.autoplay = true;
  box.id = 'scanner';
  document.body.append(video, box);
  return {
    ours: await countFailed(times, tracks, () => openOurs(video)),
    theirs: await countFailed(times, tracks, () => openTheirs(box)),
  };
}

interface OpeningCamera {
  /** Resolves when the opening has come to its end, whatever that is. */
  readonly opened: Promise<unknown>;
  close(): unknown;
}

function openOurs(video: HTMLVideoElement): OpeningCamera {
  const feed = new CameraFeed(video);
  return { opened: feed.open(null, () => undefined), close: () => feed.close() };
}

function openTheirs(box: HTMLElement): OpeningCamera {
  box.replaceChildren();
  const scanner = new Html5Qrcode(box.id, false);
  const found = () => undefined;
  const opened = scanner.start({ facingMode: 'user' }, { fps: 10 }, found, found).catch(() => undefined);
  return { opened, close: () => scanner.stop() };
}

async function countFailed(
  times: number,
  tracks: Set<MediaStreamTrack>,
  open: () => OpeningCamera,
): Promise<number> {
  let failed = 0;
  for (let turn = 0; turn < times; turn += 1) {
    const camera = open();
    await pause(turn * LATER_MS);
    const isClosed = await closes(camera);
    await camera.opened;
    const isOn = [...tracks].some(({ readyState }) => readyState === 'live');
    if (!isClosed || isOn) failed += 1;
    for (const track of tracks) track.stop();
    tracks.clear();
  }
  return failed;
}

async function closes(camera: OpeningCamera): Promise<boolean> {
  try {
    await camera.close();
    return true;
  } catch {
    return false;
  }
}

/** Every track that a camera gives from now on. */
function keepTracks(): Set<MediaStreamTrack> {
  const tracks = new Set<MediaStreamTrack>();
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    for (const track of stream.getTracks()) tracks.add(track);
    return stream;
  };
  return tracks;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    window.setTimeout(resolve, milliseconds);
  });
}
