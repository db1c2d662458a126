/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-text-private.h"

#include <string.h>

/*
 * What people make passwords of, as published lists of leaked ones show: the words of sign-in
 * itself, names, places, seasons, colours, animals, teams, greetings; and what lies near in this
 * network: Japanese names and words, towns around, professions and facilities of care. In Latin
 * letters; kana are transcribed before they are looked up.
 */
static const char words[] =
  "password passwort passwd pass passcode passphrase pw word admin administrator root user "
  "guest test tester testing demo sample default welcome hello login logon signin letmein "
  "access secret private master super superman batman spiderman system computer internet "
  "windows microsoft google yahoo apple android iphone samsung toyota honda nissan suzuki "
  "mazda subaru sony nintendo pokemon pikachu doraemon monkey dragon shadow sunshine princess "
  "football baseball soccer basketball hockey tennis golf volleyball charlie michael jordan "
  "daniel jessica jennifer ashley amanda nicole michelle robert thomas george william andrew "
  "joshua matthew anthony richard maggie ginger pepper buster hunter ranger harley tigger "
  "cookie cheese banana orange lemon peach cherry chocolate coffee summer winter spring autumn "
  "january february march april may june july august september october november december "
  "monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday love "
  "loveyou iloveyou ilove you me my mine your lovely lover sweet sweetheart honey baby angel "
  "angels heaven flower rose lily daisy jasmine star stars starwars moon sun sky blue red "
  "green yellow purple black white silver gold golden pink brown gray happy lucky smile family "
  "friend friends forever always never freedom peace music guitar piano dance dancer rock "
  "metal hiphop mustang corvette ferrari porsche mercedes jaguar tiger lion eagle falcon wolf "
  "bear panda cat dog kitty puppy rabbit horse fish dolphin whale bird turtle butterfly "
  "keyboard monitor mouse printer network server database office business company manager "
  "director doctor nurse medical hospital clinic pharmacy health care carenet homecare helper "
  "dental dentist medicine patient kango kaigo iryou zaitaku houmon houmonkango ishi isha "
  "kangoshi yakkyoku yakuzaishi byouin iin shika caremane caremanager jimu jimukyoku jimusho "
  "sensei hyogo hyougo kansai osaka kobe koube nishinomiya ashiya itami amagasaki kawanishi "
  "sanda himeji kyoto kyouto nara tokyo toukyou yokohama nagoya sapporo sendai hiroshima "
  "fukuoka okinawa hokkaido japan nihon nippon chiba saitama kanagawa shizuoka kumamoto "
  "kagoshima mukogawa sakasegawa kiyoshikojin nakayama yamamoto obayashi kirakira sumire "
  "kageki hankyu hankyuu hanshin tigers giants dragons carp hawks swallows baystars marines "
  "lions buffaloes fighters eagles gamba vissel cerezo antlers reds sakura himawari ajisai "
  "tanpopo momiji yuri bara kosumosu ume fuji kiku botan tsubaki ayame nadeshiko hana hanako "
  "tarou taro jirou jiro saburou ichirou ichiro kenji kenta kenichi hiroshi takashi takeshi "
  "satoshi makoto akira shin shinji shinichi yuuki yuki yuuta yuta daisuke daiki shouta shota "
  "kazuki kazuya naoki naoto ryouta ryota tatsuya tetsuya masashi masato masaki hideki hiroki "
  "koji kouji keisuke kensuke shunsuke yusuke yuusuke ryusuke taichi yuichi junichi haruto "
  "souta yamato riku sora ren minato aoi hinata yui yuna yua rin mei sakurako miyu miyuki miki "
  "mika mai maiko yuka yukari yukiko yoko youko keiko kyoko kyouko kazuko sachiko michiko "
  "noriko reiko junko tomoko naoko akiko haruko natsuko fuyuko emi emiko eri eriko kaori "
  "shiori saori midori megumi ayumi asami masami manami minami nanami ayaka haruka honoka "
  "madoka nodoka yamada tanaka satou sato takahashi watanabe itou ito nakamura kobayashi katou "
  "kato yoshida sasaki yamaguchi matsumoto inoue kimura hayashi shimizu saitou saito yamazaki "
  "mori abe ikeda hashimoto ishikawa ogawa maeda okada hasegawa fujita gotou goto kondou kondo "
  "murakami endou endo aoki sakamoto fukuda nishimura ohta oota fujii okamoto matsuda nakagawa "
  "nakano harada ono tamura takeuchi kaneko wada ishida ueda morita hara shibata sakai kudou "
  "kudo yokoyama miyazaki miyamoto uchida takagi andou ando taniguchi ohno oono maruyama imai "
  "takada fujimoto takeda murata ueno sugiyama masuda sugawara hirano kojima kubo matsui "
  "sakurai nomura kinoshita iwasaki sano kikuchi ohayou konnichiwa konbanwa sayounara arigatou "
  "arigato arigatougozaimasu onegai onegaishimasu yoroshiku yoroshikuonegaishimasu daisuki "
  "aishiteru suki kawaii kakkoii genki egao yume kibou mirai hikari kokoro inochi ai kizuna "
  "shiawase nakama tomodachi kazoku okaasan otousan oniisan oneesan obaasan ojiisan mama papa "
  "kodomo akachan neko inu tori usagi kuma zou kirin sakana ringo mikan momo ichigo budou "
  "suika remon kuri gohan sushi ramen udon soba tenpura okonomiyaki takoyaki onigiri ocha sake "
  "biru haru natsu aki fuyu hare ame kaze umi yama kawa tsuki hoshi taiyou asahi yuuhi niji ki "
  "mizu hi tsuchi kin gin aka ao kiiro shiro kuro murasaki akai shiroi kuroi ookii chiisai "
  "nagai mijikai takai hikui hayai osoi pasuwado pasuwaado himitsu angou kagi rogin roguin "
  "namae denwa bangou juusho tanjoubi kaisha gakkou daigaku shigoto yasumi ichi ni san yon go "
  "roku nana hachi kyuu juu one two three four five six seven eight nine ten zero first second "
  "third last number numbers money bank dollar yen million billion power energy magic wizard "
  "merlin gandalf matrix phoenix thunder storm lightning fire water earth wind ice snow rain "
  "cloud rainbow ocean river mountain forest island beach hawaii paris london newyork america "
  "england france germany italy spain china korea asia europe africa australia canada "
  "california texas boston chicago dallas miami liverpool chelsea arsenal barcelona realmadrid "
  "juventus milan manchester united qwerty qwertz azerty asdf zxcv qwe asd zxc qaz wsx edc rfv "
  "tgb abc abcd abcde xyz xxx aaa bbb zzz trustno trust noone someone anyone nothing something "
  "everything whatever please thanks thankyou sorry goodbye goodmorning goodnight good bad "
  "best new old big small hot cold fast slow high low long short open close enter exit start "
  "stop begin end up down left right yes no ok okay cool nice great awesome perfect beautiful "
  "pretty cute sexy crazy funny silly stupid change changeme changeit changethis temp "
  "temporary initial newpassword mypassword oldpassword thispassword reset update zaq xsw cde "
  "vfr bgt nhy mju corona covid vaccine kenkou genkidesu fukushi rehabili rehabilitation "
  "shienn shien keikaku renkei chiiki houkatsu hokenshi eiyoushi houmonkaigo dayservice "
  "deisabisu station suteshon kurinikku naika geka shounika ganka jibika seikei hyuga naruto "
  "onepiece luffy goku vegeta sailor sailormoon gundam evangelion totoro ghibli jibri kimetsu "
  "tanjiro nezuko conan anpanman hellokitty snoopy mickey minnie disney donald goofy pooh "
  "stitch dumbo kana kanji hiragana katakana romaji nihongo eigo sunflower sunlight moonlight "
  "starlight daylight midnight morning evening night champion winner victory hero legend king "
  "queen prince knight castle kingdom crown ";

static gpointer
make_table (gpointer unused)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      if (list[i][0] == '\0')
        continue;
      g_hash_table_add (table, g_strdup (list[i]));
      g_hash_table_add (table, anshin_text_to_sound (list[i]));
    }
  return table;
}

/* Whether @length bytes of @word are a word of the list, in any spelling that
 * anshin_text_to_latin() and anshin_text_to_sound() make. Safe from any thread. */
gboolean
anshin_password_is_common_word (const char *word, gsize length)
{
  static GOnce once = G_ONCE_INIT;
  char buffer[32] = "";

  if (length < 2 || length >= sizeof buffer)
    return FALSE;
  memcpy (buffer, word, length);
  return g_hash_table_contains (g_once (&once, make_table, NULL), buffer);
}
