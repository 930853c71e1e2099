import { readdir } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { SerialPortInfo } from '../../contract/status.ts';

/** USB serial devices as the kernel names them, where nothing else tells them (no udev). */
const USB_DEVICE = /^tty(ACM|USB)\d+$/;

/** The serial ports that something is plugged into. */
export async function serialPorts(log: Logger): Promise<SerialPortInfo[]> {
  try {
    const { SerialPort } = await import('serialport');
    const ports = await SerialPort.list();
    // A board's own ports are listed whether anything is there or not; a scanner is a USB device.
    const usb = ports.filter(({ vendorId }) => vendorId !== undefined);
    return usb.map(({ path, manufacturer }) => ({ path, name: manufacturer ?? '' }));
  } catch (cause) {
    log.info({ err: cause }, 'serial ports cannot be listed; looking for their files');
    return portFiles();
  }
}

async function portFiles(): Promise<SerialPortInfo[]> {
  const files = await readdir('/dev').catch(() => []);
  return files
    .filter((file) => USB_DEVICE.test(file))
    .sort()
    .map((file) => ({ path: `/dev/${file}`, name: '' }));
}
