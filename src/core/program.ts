import manifest from '../../package.json' with { type: 'json' };
import { PROTOCOL_VERSION } from '../contract/protocol.ts';

/** This program by its version, and by the protocol, which changes while a version is being made. */
export const PROGRAM = `${manifest.version} protocol ${PROTOCOL_VERSION}`;
