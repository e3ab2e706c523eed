// The YAML reader that Helm and kubectl stand on, as a filter: see README.md.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"sigs.k8s.io/yaml"
)

func main() {
	strict := flag.Bool("strict", false, "refuse duplicate keys, as kubectl does with --validate=strict")
	flag.Parse()
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	for {
		document, err := record(in)
		if err == io.EOF {
			break
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "oracle:", err)
			os.Exit(2)
		}
		out.Write(answer(document, *strict))
		out.WriteByte('\n')
		// A caller that writes one document and waits for its answer must not wait for a full buffer.
		if in.Buffered() == 0 {
			out.Flush()
		}
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(2)
	}
}

// record returns io.EOF only between two records: a stream cut inside one is an error.
func record(in *bufio.Reader) ([]byte, error) {
	head, err := in.ReadString('\n')
	if err == io.EOF && head == "" {
		return nil, io.EOF
	}
	if err != nil {
		return nil, fmt.Errorf("the stream ends inside a length: %q", head)
	}
	size, err := strconv.ParseUint(strings.TrimSuffix(head, "\n"), 10, 31)
	if err != nil {
		return nil, fmt.Errorf("not a length: %q", head)
	}
	document := make([]byte, size)
	if _, err := io.ReadFull(in, document); err != nil {
		return nil, fmt.Errorf("the stream ends inside a document of %d bytes", size)
	}
	return document, nil
}

func answer(document []byte, strict bool) (line []byte) {
	// The reader is known to panic on some inputs; for the caller that is one more way to refuse.
	defer func() {
		if cause := recover(); cause != nil {
			line = refusal(fmt.Sprint("panic: ", cause))
		}
	}()
	convert := yaml.YAMLToJSON
	if strict {
		convert = yaml.YAMLToJSONStrict
	}
	body, err := convert(document)
	if err != nil {
		return refusal(err.Error())
	}
	return append(append([]byte(`{"ok":`), body...), '}')
}

func refusal(message string) []byte {
	line, _ := json.Marshal(map[string]string{"err": message})
	return line
}
