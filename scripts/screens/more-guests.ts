/** Guests beside those of `seedVenue`: of one name, blocked, and a delegation. */

import { withStation } from '../../tests/e2e/seed.ts';
import { seedVenue } from '../../tests/e2e/venue.ts';

export const DELEGATION =
  'Министерство промышленности и торговли Республики Казахстан · Ministry of Industry and Trade';

const HEADER =
  'registration_id,code,family_name,given_name,latin_name,organization,category,status,hold,phone,notes';
const ROWS = `SME101,CODESME101,欧阳,晓明,Ouyang Xiaoming,New Retail Co. Ltd.,exhibitor,confirmed,,+86 138 0013 6474,
SME102,CODESME102,欧阳,晓明,Ouyang Xiaoming,北京外国语大学国际中小企业研究院,delegate,confirmed,,+86 139 1120 0877,
SME103,CODESME103,欧阳,雪梅,Ouyang Xuemei,北京外国语大学,vip,confirmed,,+86 10 8881 6215,
SME104,CODESME104,Featherstonehaugh-Cholmondeley,Siobhán Marguerite,,Central European Chamber of Small and Medium-Sized Enterprises,press,blocked,,,
SME111,CODESME111,Қасымжомартұлы,Нұрсұлтан Әбішұлы,Nursultan Abishuly Kassymzhomartuly,${DELEGATION},government,confirmed,是,,座位 A-12，由礼宾处引导
SME112,CODESME112,Серікбайқызы,Айгүл,Aigul Serikbaikyzy,${DELEGATION},government,confirmed,,,
SME113,CODESME113,Wolfeschlegelsteinhausen-Bergerdorff,Maximilian-Alexander,,${DELEGATION},delegate,confirmed,,,
SME114,CODESME114,ณ อยุธยา,พระบาทสมเด็จพระปรมินทร,Phrabat Somdet Na Ayutthaya,${DELEGATION},speaker,cancelled,,,
SME115,CODESME115,محمد علي,الفاروق عبد الرحمن,Al-Farouq Abdulrahman Mohammed Ali,${DELEGATION},delegate,confirmed,,,
SME116,CODESME116,王,敏,Wang Min,${DELEGATION},delegate,confirmed,,,
SME117,CODESME117,Nguyễn,Thị Ánh Tuyết,,${DELEGATION},press,confirmed,,,`;

export const MORE_GUESTS = `${HEADER}\n${ROWS}\n`;

/** The venue, with more guests on its list. */
export async function seedGuests(folder: string): Promise<void> {
  await seedVenue(folder);
  await importGuests(folder, MORE_GUESTS);
}

/** A delegation so large that it takes a while to check in. */
export async function importLargeDelegation(folder: string, size: number): Promise<void> {
  const rows = Array.from({ length: size }, (_, index) => {
    const id = `L${String(index + 1).padStart(4, '0')}`;
    return `${id},${id},Guest,Number ${index + 1},,${LARGE_DELEGATION},delegate,confirmed,,,`;
  });
  await importGuests(folder, `${HEADER}\n${rows.join('\n')}\n`);
}

export const LARGE_DELEGATION = 'All China Federation of Industry and Commerce';

async function importGuests(folder: string, list: string): Promise<void> {
  await withStation(folder, async (station) => {
    const file = { name: 'guests.csv', bytes: new TextEncoder().encode(list) };
    const imported = await station.importList({ file, encoding: null, dryRun: false });
    if (!imported.ok) throw new Error(imported.failure.code);
  });
}
