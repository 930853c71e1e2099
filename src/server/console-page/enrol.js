/**
 * Shows a one-time code and the QR code of it, with a choice between the addresses of the server where it has several.
 * @param {(path: string, options: object) => Promise<Response>} ask
 */
export async function showEnrolmentCode(ask, { name, role }) {
  const address = location.origin + location.pathname;
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ name, role, address });
  const response = await ask('/v1/console/enrolment-codes', { method: 'POST', headers, body });
  const { code, expiresAt, qrCodes } = await response.json();
  element('code-text').textContent = code;
  element('code-until').textContent = new Date(expiresAt).toLocaleString('sv-SE');
  element('code-name').textContent = name;
  const choice = element('code-address');
  choice.replaceChildren(...qrCodes.map(({ address: one }) => new Option(one, one)));
  choice.onchange = () => showQrCode(qrCodes[choice.selectedIndex]);
  showQrCode(qrCodes[0]);
  element('code').hidden = false;
  element('code').scrollIntoView({ block: 'nearest' });
}

function showQrCode({ address, svg }) {
  const picture = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  element('code-qr').replaceChildren(document.adoptNode(picture));
  element('code-only-here').hidden = !/^(localhost|127\.|\[::1\])/.test(new URL(address).hostname);
}

const element = (id) => document.getElementById(id);
