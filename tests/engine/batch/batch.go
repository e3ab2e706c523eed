// Package batch answers a stream of charts to be rendered, many at a time and in order: see ../README.md.
package batch

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"sigs.k8s.io/yaml"
)

// Request is one run of `helm template`.
type Request struct {
	Chart       string   `json:"chart"`
	Values      []string `json:"values"`
	Set         []string `json:"set"`
	SetJSON     []string `json:"setJson"`
	Release     string   `json:"release"`
	Namespace   string   `json:"namespace"`
	KubeVersion string   `json:"kubeVersion"`
	Lint        bool     `json:"lint"`
}

// Rendered is what Helm made of a chart: texts of objects, of the objects of tests, and what it tells whoever installs it.
type Rendered struct {
	Objects []string
	Tests   []string
	Notes   string
	Lint    []string
}

// Split gives the documents of a manifest as the client of Kubernetes has them: the lines between those that begin with `---`.
// Helm's own SplitManifests also trims each, and a text that ends a document would lose its last line break.
func Split(manifest string) []string {
	documents := []string{""}
	for _, line := range strings.SplitAfter(manifest, "\n") {
		if strings.HasPrefix(line, "---") {
			documents = append(documents, "")
		} else {
			documents[len(documents)-1] += line
		}
	}
	return documents
}

type answer struct {
	Objects []json.RawMessage `json:"objects"`
	Tests   []json.RawMessage `json:"tests"`
	Notes   string            `json:"notes"`
	Lint    []string          `json:"lint"`
}

// Serve reads requests, one a line, until the end of stdin, and writes a line for each.
func Serve(render func(Request) (Rendered, error)) {
	if err := serve(render); err != nil {
		fmt.Fprintln(os.Stderr, "engine:", err)
		os.Exit(2)
	}
}

func serve(render func(Request) (Rendered, error)) error {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	// As many at a time as there are processors, each behind a channel of its own: answers keep the order of the requests.
	ahead := make(chan chan []byte, 2*runtime.GOMAXPROCS(0))
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	failed := make(chan error, 1)
	go func() {
		defer close(ahead)
		for {
			line, err := in.ReadBytes('\n')
			if err == io.EOF && len(line) == 0 {
				return
			}
			var request Request
			if err == nil {
				err = json.Unmarshal(line, &request)
			}
			if err != nil {
				failed <- fmt.Errorf("not a request: %w: %q", err, line)
				return
			}
			answered := make(chan []byte, 1)
			ahead <- answered
			free <- struct{}{}
			go func() {
				answered <- line_of(request, render)
				<-free
			}()
		}
	}()
	for answered := range ahead {
		out.Write(append(<-answered, '\n'))
		if len(ahead) == 0 {
			out.Flush()
		}
	}
	out.Flush()
	select {
	case err := <-failed:
		return err
	default:
		return nil
	}
}

func line_of(request Request, render func(Request) (Rendered, error)) (line []byte) {
	// For the caller a panic is one more way to refuse.
	defer func() {
		if cause := recover(); cause != nil {
			line = refusal(fmt.Sprint("panic: ", cause))
		}
	}()
	rendered, err := render(request)
	if err != nil {
		return refusal(err.Error())
	}
	answer := answer{Notes: rendered.Notes, Lint: rendered.Lint}
	if answer.Objects, err = read(rendered.Objects); err != nil {
		return refusal(err.Error())
	}
	if answer.Tests, err = read(rendered.Tests); err != nil {
		return refusal(err.Error())
	}
	line, err = json.Marshal(map[string]any{"ok": answer})
	if err != nil {
		return refusal(err.Error())
	}
	return line
}

func read(texts []string) ([]json.RawMessage, error) {
	objects := []json.RawMessage{}
	for _, text := range texts {
		object, err := yaml.YAMLToJSON([]byte(text))
		if err != nil {
			return nil, fmt.Errorf("what was rendered is no YAML: %w\n%s", err, text)
		}
		// A document of comments alone is nothing to install.
		if string(object) != "null" {
			objects = append(objects, object)
		}
	}
	return objects, nil
}

func refusal(message string) []byte {
	line, _ := json.Marshal(map[string]string{"err": message})
	return line
}
