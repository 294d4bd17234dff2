package main

import (
	"bufio"
	"encoding/json"
	"io"
	"math/rand"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
)

// yamlText is a text with the documents that kubectl reads from it, as JSON, up to the first one that it rejects.
type yamlText struct {
	Text      string   `json:"text"`
	Documents []string `json:"documents"`
	Refused   string   `json:"refused,omitempty"`
}

func read(text string) *yamlText {
	out := &yamlText{Text: text, Documents: []string{}}
	decoder := utilyaml.NewYAMLOrJSONDecoder(strings.NewReader(text), 4096)
	for {
		var document runtime.RawExtension
		if err := decoder.Decode(&document); err == io.EOF {
			return out
		} else if err != nil {
			out.Refused = err.Error()
			return out
		}
		raw := document.Raw
		if raw == nil {
			raw = []byte("null")
		}
		out.Documents = append(out.Documents, string(raw))
	}
}

// readRepeatedly returns nil if the result differs between calls: keys that become equal are read in the order of Go's maps,
// which is random.
func readRepeatedly(text string) *yamlText {
	first := read(text)
	for i := 0; i < 5; i++ {
		again := read(text)
		if len(again.Documents) != len(first.Documents) || again.Refused != first.Refused {
			return nil
		}
		for n := range again.Documents {
			if again.Documents[n] != first.Documents[n] {
				return nil
			}
		}
	}
	return first
}

var scalars = []string{"80", "'80'", "\"80\"", "http", "yes", "Yes", "YES", "yEs", "no", "No", "NO", "on", "On", "ON", "off", "OFF", "y", "Y", "n", "N", "true", "True", "TRUE", "tRue", "false", "False", "FALSE", "~", "null", "Null", "NULL", "nULL", "''", "\"\"", "'yes'", "\"null\"", "",
	"0x50", "0X50", "0xg", "0x", "-0x50", "+0x50", "0x_5", "0o120", "0O120", "0o9", "0o", "0120", "0129", "-0120", "+0120", "00", "08", "09.5", "0b11", "0B11", "0b", "0b2", "-0b11", "+0b11", "-0b-11", "0b-1", "0x-5", "0x+5", "-0x-5", "0-5", "1_000", "_1", "1_", "1__0", "0_1", "0x1_0", "1_0.5", "+80", "-80", "++80", "+-80", "80.0", "80.", "80.50", "8e1", "8E1", "8e+1", "8e-1", "8e", "8e+", "800e-1", ".5", ".5e1", "-.5", "+.5", ".", "-", "+", "-.", "..", ".e1", "5.e1", ".inf", ".Inf", ".INF", ".iNf", "+.inf", "-.inf", "-.INF", "inf", "Inf", "infinity", "nan", "NaN", ".nan", ".NaN", ".NAN", "1e400", "-1e400", "1e-400", "1e308", "0x1p4", "0x1.8p1", "-0", "+0", "-0.0", "0.0", "0e0", "1.0e5", "1e5", "1e21", "1e20", "123456789.123456789", "1e-7", "0.000001", "0.0000001", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616", "+9223372036854775808", "0xffffffffffffffff", "0x8000000000000000", "-0x8000000000000000", "0777777777777777777777", "123456789012345678901234567890", "190:20:30", "1:30", "12:30:45.5", "1,000", "٣", "８０", "1e1_0", "0.1_5", "1_000.5_5", "4294967296", "2147483648", "16777217", "16777217.0", "0.1", "3.14159265358979",
	"2001-01-01", "2001-1-1", "2001-01-01T00:00:00Z", "2001-01-01t00:00:00z", "2001-01-01 00:00:00", "2001-01-01 00:00:00 +1", "2001-12-14t21:59:43.10-05:00", "2001-13-01", "20010101", "2024-01-01T00:00:00.5Z",
	"!!str 80", "!!int \"80\"", "!!int 80.0", "!!int x", "!!int 0x50", "!!float 80", "!!float \"80.5\"", "!!float x", "!!float .inf", "!!bool yes", "!!bool \"yes\"", "!!bool 1", "!!bool True", "!!null ''", "!!null x", "!!null ~", "!!null", "!!binary aGVsbG8=", "!!binary aGVsbG8", "!!binary 'aGVs bG8='", "!!binary //79", "!!timestamp 2001-01-01", "!!timestamp 2001-13-01", "!!timestamp 2001-1-1", "!!timestamp x", "!!timestamp \"2001-01-01\"", "!!timestamp 2001-01-01 00:00:00", "!!str", "!!str yes", "!!str ~", "!!str 2001-01-01", "!!merge <<", "!!map {}", "!!seq []", "!!seq {}", "!!map []", "!!set {a}", "!!omap []", "!!foo 80", "!foo 80", "! 80", "! '80'", "!<tag:yaml.org,2002:int> \"80\"", "!<tag:yaml.org,2002:str> 80", "!e!x 80", "!!int", "!!bool", "!!float", "!!int 1_000", "!!int +80", "!!float 0x50", "!!float 1e400", "!!str |\n      80\n", "!!int |\n      80\n",
	"&a 80", "*x", "*y", "*m", "*nowhere", "&b", "&x 81", "[*x, *y]", "{p: *x}", "{<<: *m}", "{<<: *m, a: 3}", "{a: 3, <<: *m}", "{<<: [*m, {a: 9, c: 4}]}", "{<<: [{a: 9, c: 4}, *m]}", "{<<: {a: 7}, <<: {a: 8}}", "{<<: 5}", "{<<: [1]}", "{<<: ~}", "{<<: }", "{<<: []}", "{'<<': {a: 1}}", "{\"<<\": 5}", "{<<: *x}", "<<", "[<<]", "{<<: {<<: *m}}", "{*x : 1}", "{*m : 1}",
	"|\n      80\n", "|-\n      80\n", "|+\n      80\n\n", ">\n      a\n      b\n\n      c\n", ">-\n      a\n       b\n      c\n", "|2\n        80\n", "|9\n      x\n", "|0\n      x\n", "|1-\n       x\n", "|-1\n       x\n", "|+1\n       x\n", "|--\n      x\n", "|12\n      x\n", "| # c\n      x\n", "|# c\n      x\n", "| x\n      y\n", "|\n\n\n      x\n", "|\n        x\n      y\n", "|\n      x\n    ", ">\n      a\n\n\n      b\n       c\n\n       d\n      e\n", "|\n", ">-\n", "|\n      \tx\n", ">\n      x\t\n      y \n      z\n", "|+\n\n\n", "|-\n\n      x\n\n\n",
	"{}", "[]", "{a: 1}", "{a}", "{a, b}", "{a: }", "{a:1}", "{\"a\":1}", "{'a':1}", "{a: 1,}", "{,}", "[,]", "[a,]", "[a,,b]", "[a b, c]", "{a: 1, a: 2}", "{\"a\": 1, a: 2}", "{1: a, \"1\": a}", "{1: a, 1.0: b}", "{80: x}", "{true: x}", "{yes: x}", "{null: x}", "{~: x}", "{: x}", "{'': x}", "{1.5: x}", "{1e3: x}", "{.inf: x}", "{.nan: x}", "{-.inf: x}", "{0x10: x}", "{010: x}", "{1e39: x}", "{1e400: x}", "{0.1: x}", "{16777217.0: x}", "{1234567.0: x}", "{123456.0: x}", "{0.0001: x}", "{0.00001: x}", "{9223372036854775808: x}", "{-0: x}", "{-0.0: x}", "{2001-01-01: x}", "{[a]: x}", "{{a: b}: x}", "{? a : b}", "{? a}", "[? a : b]", "[a: b]", "[a: b, c]", "[[a], {b: [c]}]", "{!!str 1: x}", "{!!int \"1\": x}", "{!!binary YQ==: x}", "{!!null '': x}", "{!!bool yes: x, \"true\": x}", "{!!float 1: x}", "{&k a: b, c: *k}", "{&k 1: b, *k : c}", "{a: {b: 1, b: 2}}", "{a: b}c", "[a]: b", "{a: b} # c", "{a: b}# c",
	"'it''s'", "'a\n\n      b'", "\"a\n      b\"", "\"a\\\n      b\"", "\"\\x41\\u00e9\\U0001F600\\n\\t\\0\\e\\_\\N\\L\\P\"", "\"\\/\"", "\"\\q\"", "\"\\ud83d\\ude00\"", "\"\\ud800\"", "\"\\U00110000\"", "\"\\x4\"", "\"a\tb\"", "'a\tb'", "a\tb", "a b", "a\n      b", "a\n\n      b", "a # b", "a#b", "a: b", "a:b", "a:", "-a", "- a", "-1a", "?a", "? a", ":a", ": a", "a]", "a}", "a, b", "@a", "`a", "%a", "&", "*", "!", "!a", "|a", ">a", "#a", "'a", "\"a", "'a' b", "\"a\" b", "'a'b", "=", "é", "中文", "\u00a0", "\u2028", "a\u2028b", "a\u0085b", "\ufeff", "\u0007", "\u007f", "\U0001F600", "\ufffe", "/a", "a/b", "http://x:80/y?z#w", "1.2.3.4", "10.0.0.0/8", "fd00::1", "::1", "::", "1.2", "1.2.3", "v1", "08:00", "0.0.0.0/0", "a\t# c", "a\t", "\ta", "80\t", "80 # c", "80\r", "\"a\" # c", "\"a\"\t", "---", "...", "--- a", "-- a", "--", "- - a", "-\ta", "?\ta", "a:\tb", "<<: a", "{{ .x }}", "${x}", "$(x)", "{{.x}}", "\"{{ .x }}\"", "[[]", "[}", "{]", "((", "\\", "\\n", "~a", "~ ", "null a", "yes,", "0x50 ", "nullx"}

var places = []string{"name", "note", "other", "created", "type", "quiet", "port", "target", "node", "end"}

const template = `apiVersion: v1
kind: Service
metadata:
  name: §name
  annotations:
    note: §note
    other: §other
  creationTimestamp: §created
spec:
  x: &x 7
  y: &y text
  m: &m {a: 1, b: two}
  type: §type
  publishNotReadyAddresses: §quiet
  ports:
  - port: §port
    targetPort: §target
    nodePort: §node
end: §end
`

var standard = map[string]string{"name": "web", "note": "hello", "other": "'1'", "created": "null", "type": "NodePort", "quiet": "false", "port": "80", "target": "8080", "node": "30080", "end": "1"}

var lines = []string{"# comment", "  # comment", "", "   ", "\t", "\t# comment", "foo: bar", "kind: Service", "\"kind\": Service", "'kind' : Service", "? kind\n: Service", "? a\n? b", "? [a]\n: b", "? |\n  a\n: b", "80: x", "80: x\n\"80\": x", "true: x", "null: x", "~: x", ": x", "? : x", "<<: {a: b}", "<<: {kind: Pod}", "<<: [{a: b}, {a: c}]", "a: &a b\nc: *a", "a: &a {b: *a}", "a: &a\n  b: c\nd: *a", "l:\n- a\n- b", "l:\n  - a\n  -\n  - - b\n    - c", "l:\n- a: b\n  c: d\n-   e: f\n    g: h", "l:\n-\ta", "m:\n  a: b\n   c: d", "m:\n    a: b\n  c: d", "m:\n\ta: b", "m: {a: b,\n  c: d}", "m: {a: b,\nc: d}", "m: [a,\nb]", "m: [a,\n# c\nb]", "m: {a: b\n}", "m: [\n]", "m: 'a\nb'", "m: \"a\nb\"", "m: a\nb", "m: a\n  b: c", "m:\n- a\nb", "m: - a", "m: a: b", "m:a", "\"m\":a", "m :a", "m : a", " m: a", "---", "--- ", "--- # c", "--- a", "---a", "----", "...", "... # c", "...\n---", "...\nfoo: bar", "%YAML 1.1", "%YAML 1.1\n---", "%YAML 1.2\n---", "%YAML 3.0\n---", "%TAG ! tag:x,2000:\n---", "%FOO bar\n---", "---\n---", "---\nnull", "---\n~", "---\n# c", "---\n{}", "---\n{\"kind\": \"Service\"}", "{\"kind\": \"Service\"}", "- a", "a", "[]", "*x : b", "&k v: w", "!!str k: v", "!!map\nk: v", "k: !!map\n  a: b", "k: &n\n  a: b\nj: *n", "k: &n !!str v", "k: !!str &n v", "k: !!str !!str v", "k: &n &o v", "k: |\n  a\n b: c", "k: |\n  a\nb: c", "k: |\n a\n  b\n\n\nc: d", "k: >\n\n  a\n\n\n   b\n\n  c\nd: e", "k: |1\n  a\nb: c", "k: |\n\ta\nb: c", "k:\n  |\n  a", "k:\n- |\n a\n- b", "k:\n- >-\n  a\n  b\n- c", "k: 'a' # c", "k: \"a\"# c", "k: [a]# c", "k: [a] # c", "k: v\r", "k: [a, b]: c", "[a, b]: c", "{a: b}: c", "'a\nb': c", "\"a\": b", strings.Repeat("k", 1025) + ": v", "\"" + strings.Repeat("k", 1025) + "\": v", "? " + strings.Repeat("k", 1025) + "\n: v", "{" + strings.Repeat("k", 1025) + ": v}"}

func oneText(rng *rand.Rand) string {
	text := template
	chosen := map[string]string{}
	for n := 1 + rng.Intn(3); n > 0; n-- {
		chosen[places[rng.Intn(len(places))]] = scalars[rng.Intn(len(scalars))]
	}
	for _, place := range places {
		value, ok := chosen[place]
		if !ok {
			value = standard[place]
		}
		text = strings.Replace(text, "§"+place, value, 1)
	}
	if rng.Intn(2) == 0 {
		rows := strings.SplitAfter(text, "\n")
		at := rng.Intn(len(rows))
		if rng.Intn(2) == 0 {
			at = []int{0, len(rows) - 1}[rng.Intn(2)]
		}
		extra := lines[rng.Intn(len(lines))]
		if rng.Intn(3) > 0 && at < len(rows) {
			indent := rows[at][:len(rows[at])-len(strings.TrimLeft(rows[at], " "))]
			extra = indent + strings.ReplaceAll(extra, "\n", "\n"+indent)
		}
		text = strings.Join(rows[:at], "") + extra + "\n" + strings.Join(rows[at:], "")
	}
	switch rng.Intn(16) {
	case 0:
		text = strings.ReplaceAll(text, "\n", "\r\n")
	case 1:
		text = "\ufeff" + text
	case 2:
		text = "---\n" + text
	case 3:
		text = text + "---\n" + text
	case 4:
		text = strings.TrimRight(text, "\n")
	case 5:
		text = "%YAML 1.1\n---\n" + text
	case 6:
		text = "# c\n\n---\n" + text + "\n---\n\n"
	case 7, 8:
		// something small somewhere
		marks := []string{" ", "\t", "\n", ":", ": ", "-", "- ", "#", " #", "'", "\"", "{", "}", "[", "]", ",", "&a ", "*x", "!", "!!str ", "|", ">", "%", "?", "? ", "\\", "\r", "\u0085", "\u2028", "\ufeff"}
		at := rng.Intn(len(text))
		text = strings.ToValidUTF8(text[:at]+marks[rng.Intn(len(marks))]+text[at:], "")
	case 9:
		at := rng.Intn(len(text) - 1)
		text = strings.ToValidUTF8(text[:at]+text[at+1:], "")
	}
	return text
}

// yamlTexts writes every scalar in one or two places, every line, and then random texts.
func yamlTexts(rng *rand.Rand, count int, out *bufio.Writer) {
	write := func(text string) {
		if rec := readRepeatedly(text); rec != nil {
			line, _ := json.Marshal(rec)
			out.Write(append(line, '\n'))
		}
	}
	const head = "kind: Service\nx: &x 7\nm: &m {a: 1, b: two}\n"
	for _, scalar := range scalars {
		write(head + "k:\n    v: " + scalar + "\nend: 1\n")
		write(head + "f: {v: " + scalar + ", w: 1}\nend: 1\n")
		write(head + "k:\n    " + scalar + ": 1\nend: 1\n")
	}
	for _, line := range lines {
		write(line + "\n" + head)
		write(head + line)
		write(head + line + "\nend: 1\n")
	}
	for ; count > 0; count-- {
		write(oneText(rng))
	}
}
