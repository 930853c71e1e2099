import { networkInterfaces } from 'node:os';
import { toString as drawQrCode } from 'qrcode';
import { enrolmentLink } from '../contract/enrolment-link.ts';

/** A QR code to enrol with at one address of this server. */
export interface EnrolmentQr {
  /** The address that it names. */
  readonly address: string;
  /** The picture, as SVG. */
  readonly svg: string;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;
const EVERY_INTERFACE = new Set(['0.0.0.0', '::']);

/**
 * The QR codes of an enrolment code, one for each address of this server that stations may reach: the one by which
 * the console reached it; but where that is the computer's address for itself, and the server listens to the
 * network, those in the network, since a station elsewhere would look for the server in itself.
 */
export function enrolmentQrs(code: string, consoleAddress: string, host: string): Promise<EnrolmentQr[]> {
  const { hostname } = new URL(consoleAddress);
  const inNetwork = LOOPBACK.test(hostname) && EVERY_INTERFACE.has(host) ? networkAddresses() : [];
  const addresses = inNetwork.map((address) => consoleAddress.replace(hostname, address));
  return Promise.all(
    (addresses.length === 0 ? [consoleAddress] : addresses).map(async (address) => ({
      address,
      svg: await drawQrCode(enrolmentLink({ url: address, code }), {
        type: 'svg',
        errorCorrectionLevel: 'M',
        margin: 4,
      }),
    })),
  );
}

function networkAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses = []) =>
    addresses.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address),
  );
}
