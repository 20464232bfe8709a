// SPDX-License-Identifier: GPL-3.0-or-later
// The page itself: takes the code from the address, shows what it is found to be. Outside text goes in as text only.
import { checked } from './check.mjs';
import { Ledger } from './ledger.mjs';
import { parsedTrust } from './trust.mjs';

/** Bundles that are read without asking: 51,200 entries, some 15 MB. */
const unasked = 200;
/** Bytes of an entry, about. */
const entryBytes = 300;

const words = {
  genuine: ['good', '✓', 'Genuine', 'Issued by %, listed in its ledger, in force.'],
  revoked: ['bad', '✕', 'Revoked', 'This certificate no longer counts.'],
  replaced: ['bad', '✕', 'Replaced', 'Another certificate took its place. This one no longer counts.'],
  spoiled: ['bad', '✕', 'Spoiled', 'This sheet was taken out of use. It should have been destroyed.'],
  forged: ['bad', '✕', 'Forged', '% did not issue this code as it is.'],
  'unknown-issuer': ['odd', '?', 'Unknown', 'No key of % signed this code.'],
  unlisted: ['bad', '✕', 'Not listed', 'The ledger of % does not list this certificate.'],
  sealed: ['open', '!', 'Not settled', 'The signature is good. Its present state is not known.'],
  foreign: ['odd', '?', 'No certificate', 'This is not the code of a certificate of origin.'],
};

const part = (id) => document.getElementById(id);
const trust = parsedTrust(JSON.parse(part('trust').textContent));
/** The newest check; an older one that is still under way shows nothing. */
let turn = 0;

/** A published file; null where there is none. Checkpoints change, all else is named after what it holds. */
async function read(path) {
  const response = await fetch(`/${path}`, { cache: path === 'checkpoint' ? 'no-store' : 'default' });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function check(text, mostBundles) {
  const mine = ++turn;
  const isMine = () => mine === turn;
  document.body.className = 'busy';
  part('verdict').textContent = 'Checking …';
  part('summary').textContent = '';
  const finding = await checked(text, trust, () => Ledger.open(read, trust.ledger), {
    now: Date.now() / 1000,
    mostBundles,
    progress: (done, all) => {
      if (isMine() && all > 1) part('summary').textContent = `Reading the ledger: ${done} of ${all} parts`;
    },
  });
  if (isMine()) show(text, finding);
}

function show(text, finding) {
  const [tone, mark, title, summary] = words[finding.verdict];
  document.body.className = tone;
  document.title = `${title}: ${trust.name}`;
  part('mark').textContent = mark;
  part('verdict').textContent = title;
  part('summary').textContent = summary.replace('%', trust.name);
  // What is said of the goods stands in a frame of its own.
  const reason = finding.verdict === 'genuine' ? finding.warning : finding.reason;
  part('reason').textContent = reason ? sentence(reason) : '';

  const isOurs = !['forged', 'unknown-issuer', 'foreign'].includes(finding.verdict);
  part('goods').hidden = !isOurs;
  if (isOurs) part('claims').replaceChildren(...rows(finding.claims));
  part('compare').hidden = finding.verdict !== 'genuine' && finding.verdict !== 'sealed';

  part('more').hidden = !finding.left;
  if (finding.left) {
    const size = Math.max(1, Math.round((finding.left * entryBytes) / 1e6));
    part('more').textContent = `Read the other ${finding.left.toLocaleString('en')} entries (about ${size} MB)`;
    part('more').onclick = () => check(text, Infinity);
  }
  part('checked').textContent = finding.size
    ? sentence(`ledger of ${finding.size.toLocaleString('en')} entries, last sign of life ${date(finding.alive)}`)
    : '';
}

/** With a capital, a full stop, and dates that stay on one line. */
const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1)}.`.replace(/(\d)-(?=\d)/g, '$1\u2011');

/** What the code says, in the order of the boxes on the sheet. */
function rows(claims) {
  const of = (one, all) => (all === null ? '1 of 1' : `${one} of ${all}`);
  const table = [
    ['Certificate', claims.number],
    ['Issued', date(claims.issuedAt)],
    ['Copy', of(claims.copy, claims.copies)],
    ['Sheet', of(claims.sheet, claims.sheets)],
    ['Exporter', claims.exporter, 'may be cut short'],
    ['Invoice', claims.invoice ?? 'none', claims.invoice && 'its beginning'],
    ['Origin', country(claims.origin) ?? 'several, see the sheet'],
    ['Destination', country(claims.destination) ?? 'none'],
    ['Gross weight', claims.grossKg === null ? 'none' : `${claims.grossKg.toLocaleString('en')} kg`, 'rounded up'],
  ];
  return table.flatMap(([name, value, note]) => {
    const [term, detail] = ['dt', 'dd'].map((tag) => document.createElement(tag));
    term.textContent = name;
    const text = document.createElement('bdi');
    text.textContent = value;
    detail.append(text);
    if (note && value !== 'none') {
      const small = document.createElement('small');
      small.textContent = ` ${note}`;
      detail.append(small);
    }
    return [term, detail];
  });
}

function country(code) {
  if (code === null) return null;
  try {
    const name = new Intl.DisplayNames(['en'], { type: 'region' }).of(code);
    return name === code ? code : `${name} (${code})`;
  } catch {
    return code;
  }
}

const date = (seconds) => new Date(Number(seconds) * 1000).toISOString().slice(0, 10);

/** The text of the code that led here, as it was printed; null where nothing did. */
function codeOf({ host, pathname, search, hash }) {
  return pathname.startsWith('/1/') ? `HTTPS://${host.toUpperCase()}${pathname}${search}${hash}` : null;
}

function start() {
  for (const place of document.querySelectorAll('.chamber')) place.textContent = trust.name;
  for (const place of document.querySelectorAll('.host')) place.textContent = location.host;
  part('other').onsubmit = (event) => {
    event.preventDefault();
    if (part('code').value.trim()) check(part('code').value.trim(), unasked);
  };
  const text = codeOf(location);
  if (text) return check(text, unasked);
  document.body.className = 'idle';
  part('verdict').textContent = 'Scan the code of a certificate';
  part('summary').textContent = 'Or paste its text below.';
}

if (globalThis.crypto?.subtle) start();
else part('summary').textContent = 'Open this page over HTTPS: browsers check signatures there only.';
